/* SPDX-License-Identifier: Apache-2.0 */
/** When to poll: by interval, by cron, or once. */
package io.synchub.connect.common.schedule;
