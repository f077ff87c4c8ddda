/* SPDX-License-Identifier: Apache-2.0 */
/** Which data sources a token can see. */
package io.synchub.connect.notion.catalog;
