/* SPDX-License-Identifier: Apache-2.0 */
/** Requests to an API within its rate, with retries and with failures sorted by what they concern. */
package io.synchub.connect.common.http;
