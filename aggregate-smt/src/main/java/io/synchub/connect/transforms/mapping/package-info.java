/* SPDX-License-Identifier: Apache-2.0 */
/** Column mappings: parsed from a configuration, laid out for a schema, applied to rows. */
package io.synchub.connect.transforms.mapping;
