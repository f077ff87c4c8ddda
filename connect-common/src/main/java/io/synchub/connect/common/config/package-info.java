/* SPDX-License-Identifier: Apache-2.0 */
/** Building blocks for configuration definitions. */
package io.synchub.connect.common.config;
