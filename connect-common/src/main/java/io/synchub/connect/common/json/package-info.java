/* SPDX-License-Identifier: Apache-2.0 */
/** Values in the JSON of APIs, read from its tokens. */
package io.synchub.connect.common.json;
