/* SPDX-License-Identifier: Apache-2.0 */
/** What the values of a record mean, whichever connector wrote them. */
package io.synchub.connect.common.data;
