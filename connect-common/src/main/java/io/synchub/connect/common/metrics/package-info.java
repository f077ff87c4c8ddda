/* SPDX-License-Identifier: Apache-2.0 */
/** What operators watch. */
package io.synchub.connect.common.metrics;
