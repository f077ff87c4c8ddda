/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** Someone who edits, or is named in a cell. Made by {@link AirtableSimulator#person}. */
public record User(String id, String email, String name) {}
