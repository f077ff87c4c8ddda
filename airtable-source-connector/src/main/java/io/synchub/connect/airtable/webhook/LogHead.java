/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

/**
 * How far the log of a base is known.
 *
 * @param webhook whose log it is
 * @param cursor the number of the first payload that is not known
 * @param drain counts the readings up to the head: a later one sees more
 * @param schema counts what told of a change of descriptions
 */
public record LogHead(String webhook, long cursor, long drain, long schema) {}
