/* SPDX-License-Identifier: Apache-2.0 */
/** Aggregate keys: parsed from a configuration, laid out for a schema, read from row images. */
package io.synchub.connect.transforms.keys;
