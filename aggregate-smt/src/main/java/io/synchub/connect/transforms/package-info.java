/* SPDX-License-Identifier: Apache-2.0 */
/** Single message transforms; the classes of this package are what a connector's configuration names. */
package io.synchub.connect.transforms;
