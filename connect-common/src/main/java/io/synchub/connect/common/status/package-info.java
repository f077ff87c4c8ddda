/* SPDX-License-Identifier: Apache-2.0 */
/** Events that tell how runs go. */
package io.synchub.connect.common.status;
