/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.List;
import java.util.UUID;

/** What stands on a page, in Markdown; incomplete when blocks are unknown. */
record Body(String markdown, boolean truncated, List<UUID> unknownBlocks) {
    static final Body EMPTY = new Body("", false, List.of());
}
