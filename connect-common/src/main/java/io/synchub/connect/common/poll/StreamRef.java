/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

/**
 * A stream before anything is known of it.
 *
 * @param id the table's id
 * @param name what stands for the table in the topic's name, if nothing is pinned yet
 */
public record StreamRef(String id, String name) {}
