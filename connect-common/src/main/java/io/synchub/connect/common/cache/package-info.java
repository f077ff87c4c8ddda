/* SPDX-License-Identifier: Apache-2.0 */
/** What is worth keeping between records, bounded. */
package io.synchub.connect.common.cache;
