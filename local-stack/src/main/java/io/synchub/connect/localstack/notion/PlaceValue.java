/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

/** Where something is; name, address and Google's id may be null. */
public record PlaceValue(double lat, double lon, String name, String address, String googlePlaceId) {}
