/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * How records are to be written.
 *
 * @param text null for cells as JSON
 * @param byFieldId whether fields go by their ids
 */
record RecordShape(CellJson cells, CellText text, boolean byFieldId) {

    /** @param cellFormat null for the usual one; the other needs a zone and a locale in the address */
    static RecordShape of(CellJson cells, Call call, String cellFormat, boolean byFieldId) {
        if (cellFormat == null || cellFormat.equals("json")) {
            return new RecordShape(cells, null, byFieldId);
        }
        String zone = call.queryValue("timeZone");
        String locale = call.queryValue("userLocale");
        if (!cellFormat.equals("string") || zone == null || locale == null) {
            throw AirtableError.invalidRequest();
        }
        try {
            CellText text = new CellText(ZoneId.of(zone), Locale.forLanguageTag(locale));
            return new RecordShape(cells, text, byFieldId);
        } catch (DateTimeException unknown) {
            throw AirtableError.invalidRequest();
        }
    }

    ObjectNode write(RecordState record, List<FieldEntry> fields) {
        ObjectNode json = CellJson.NODES.objectNode();
        json.put("id", record.id()).put("createdTime", Times.text(record.created));
        ObjectNode values = json.putObject("fields");
        for (FieldEntry field : fields) {
            JsonNode value = value(field, record);
            if (value != null) {
                values.set(byFieldId ? field.id : field.name(), value);
            }
        }
        return json;
    }

    private JsonNode value(FieldEntry field, RecordState record) {
        Object value = Computed.value(field, record);
        if (text == null) {
            return cells.json(value);
        }
        String shown = text.text(field, value);
        return shown.isEmpty() ? null : CellJson.NODES.textNode(shown);
    }
}
