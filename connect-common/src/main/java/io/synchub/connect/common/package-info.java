/* SPDX-License-Identifier: Apache-2.0 */
/** What all SyncHub connectors and transforms share. */
package io.synchub.connect.common;
