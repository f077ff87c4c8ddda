/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;

/** Cells in the shape that payloads of webhooks have, which differs: options and links come as objects, empty cells as null. */
final class LogCells extends CellJson {
    LogCells(Clock clock) {
        super(clock);
    }

    @Override
    JsonNode json(Object value) {
        JsonNode json = super.json(value);
        return json == null ? NODES.nullNode() : json;
    }

    @Override
    JsonNode choice(Choice choice) {
        return NODES.objectNode()
                .put("id", choice.id)
                .put("name", choice.name())
                .put("color", choice.color);
    }

    @Override
    JsonNode link(Link link) {
        RecordState other = link.state();
        String name = other == null ? "" : CellText.of(link.table().primary(), other);
        return NODES.objectNode().put("id", Ids.record(link.number())).put("name", name);
    }
}
