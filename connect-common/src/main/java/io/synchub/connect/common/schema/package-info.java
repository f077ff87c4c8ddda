/* SPDX-License-Identifier: Apache-2.0 */
/** Tables of an API as Connect schemas: columns with identities, pinned names, and values. */
package io.synchub.connect.common.schema;
