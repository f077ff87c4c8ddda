/* SPDX-License-Identifier: Apache-2.0 */
/** From a page's JSON to a row: one constant for each type of property. */
package io.synchub.connect.notion.property;
