/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.transforms.cast.CastException;
import io.synchub.connect.transforms.cast.CastTarget;
import io.synchub.connect.transforms.cast.SchemalessValues;
import io.synchub.connect.transforms.fault.RowFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A mapping of rows without a schema. */
final class SchemalessRow {
    private SchemalessRow() {}

    static Map<String, Object> map(Map<?, ?> row, List<ColumnMapping> columns, Others others) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        for (ColumnMapping column : columns) {
            if (!row.containsKey(column.source())) {
                throw RowFault.noColumn(column.source(), "columns", RowFault.columnsOf(row));
            }
            Object value = row.get(column.source());
            mapped.put(
                    column.destination(),
                    value == null
                            ? null
                            : column.cast()
                                    .map(cast -> cast(column.source(), value, cast))
                                    .orElse(value));
        }
        if (others == Others.KEEP) {
            Set<String> sources = columns.stream().map(ColumnMapping::source).collect(Collectors.toSet());
            Set<String> taken = Set.copyOf(mapped.keySet());
            row.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (!sources.contains(name)) {
                    mapped.put(RowLayout.checkFree(name, taken), value);
                }
            });
        }
        return mapped;
    }

    private static Object cast(String column, Object value, CastTarget cast) {
        try {
            return cast.toSchemaless(cast.cast(SchemalessValues.toJava(value)));
        } catch (CastException e) {
            throw ColumnLayout.failed(column, value.getClass().getSimpleName(), cast, e);
        }
    }
}
