/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.transforms.fault.RowFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** A mapping laid out for rows: the listed columns in their order, then the others if they are kept. */
record RowLayout(Schema schema, List<ColumnLayout> columns) implements StructLayout {
    static RowLayout of(Schema row, List<ColumnMapping> mappings, Others others) {
        List<ColumnLayout> columns = new ArrayList<>();
        for (ColumnMapping mapping : mappings) {
            Field source = row.field(mapping.source());
            if (source == null) {
                throw RowFault.noColumn(mapping.source(), "columns", RowFault.columnsOf(row));
            }
            columns.add(ColumnLayout.of(source, mapping));
        }
        if (others == Others.KEEP) {
            addOthers(row, mappings, columns);
        }
        SchemaBuilder builder = StructLayout.without(row);
        columns.forEach(column -> builder.field(column.destination(), column.schema()));
        return new RowLayout(builder.build(), List.copyOf(columns));
    }

    private static void addOthers(Schema row, List<ColumnMapping> mappings, List<ColumnLayout> columns) {
        Set<String> sources = mappings.stream().map(ColumnMapping::source).collect(Collectors.toSet());
        Set<String> taken = mappings.stream().map(ColumnMapping::destination).collect(Collectors.toSet());
        for (Field field : row.fields()) {
            if (!sources.contains(field.name())) {
                columns.add(ColumnLayout.kept(checkFree(field.name(), taken), field.schema()));
            }
        }
    }

    /** @return the name, when no listed column is given it */
    static String checkFree(String name, Set<String> taken) {
        if (taken.contains(name)) {
            throw new RowFault("two columns would be named " + name + ", one that columns lists and one that "
                    + "others=keep keeps: give the listed one another destination");
        }
        return name;
    }

    @Override
    public Struct map(Struct row) {
        Struct mapped = new Struct(schema);
        for (ColumnLayout column : columns) {
            // Not get(): that would turn a null into the column's default, which the row does not hold.
            Object value = row.getWithoutDefault(column.source());
            if (value != null) {
                mapped.put(column.destination(), column.map(value));
            }
        }
        return mapped;
    }
}
