/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/**
 * A button's cell.
 *
 * @param url null for a button that opens nothing
 */
record Button(String label, String url) {}
