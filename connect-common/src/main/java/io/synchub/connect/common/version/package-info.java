/* SPDX-License-Identifier: Apache-2.0 */
/** Which version of the product a plugin is. */
package io.synchub.connect.common.version;
