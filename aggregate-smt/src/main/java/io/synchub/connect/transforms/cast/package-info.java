/* SPDX-License-Identifier: Apache-2.0 */
/** Casts from what a column holds to what a configuration asks for. */
package io.synchub.connect.transforms.cast;
