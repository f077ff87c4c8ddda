/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.property;

import io.synchub.connect.common.poll.Row;
import java.util.List;
import java.util.Optional;

/**
 * A page as an answer showed it.
 *
 * @param row empty when the answer withheld the page's properties, as it does when the integration may not read content
 * @param gone whether it is in the trash or archived
 * @param parent what it belongs to, with its type; empty when it was not read
 * @param cut the ids of the properties of which the answer held only a part
 */
public record NotionPage(String id, Optional<Row> row, boolean gone, Optional<Parent> parent, List<String> cut) {
    /**
     * What a page belongs to.
     *
     * @param type such as {@code data_source_id}, {@code page_id}, {@code block_id}, {@code workspace}
     * @param id empty for a workspace
     */
    public record Parent(String type, String id) {}
}
