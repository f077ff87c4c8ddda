/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.UUID;

/** A group of people, as cells of people can hold it beside users. */
public record Group(UUID id, String name) {}
