/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.mapping;

import io.synchub.connect.common.data.ValueDecoder;
import io.synchub.connect.transforms.cast.CastException;
import io.synchub.connect.transforms.cast.CastTarget;
import io.synchub.connect.transforms.fault.RowFault;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** One column laid out: its schema, and how its values get there. */
record ColumnLayout(String source, String destination, Schema schema, UnaryOperator<Object> mapping) {
    /**
     * The parameters that describe the column itself. Others, such as Debezium's of the source column's type, or a
     * decimal's scale, would tell lies of a column that is cast.
     */
    private static final String OWN_PARAMETERS = "synchub.";

    static ColumnLayout of(Field field, ColumnMapping mapping) {
        return mapping.cast()
                .map(cast -> cast(field, mapping.destination(), cast))
                .orElseGet(() -> new ColumnLayout(
                        field.name(), mapping.destination(), field.schema(), UnaryOperator.identity()));
    }

    static ColumnLayout kept(String name, Schema schema) {
        return new ColumnLayout(name, name, schema, UnaryOperator.identity());
    }

    private static ColumnLayout cast(Field field, String destination, CastTarget cast) {
        UnaryOperator<Object> mapping = casting(field, cast);
        SchemaBuilder builder = cast.schema().doc(field.schema().doc());
        if (field.schema().isOptional()) {
            builder.optional();
        }
        Map<String, String> parameters = field.schema().parameters();
        if (parameters != null) {
            parameters.entrySet().stream()
                    .filter(parameter -> parameter.getKey().startsWith(OWN_PARAMETERS))
                    .forEach(parameter -> builder.parameter(parameter.getKey(), parameter.getValue()));
        }
        Object defaultValue = field.schema().defaultValue();
        if (defaultValue != null) {
            builder.defaultValue(mapping.apply(defaultValue));
        }
        return new ColumnLayout(field.name(), destination, builder.build(), mapping);
    }

    private static UnaryOperator<Object> casting(Field field, CastTarget cast) {
        ValueDecoder decoder = ValueDecoder.of(field.schema());
        return value -> {
            try {
                return cast.toConnect(cast.cast(decoder.decode(value)));
            } catch (CastException | DataException e) {
                throw failed(field.name(), RowFault.typeOf(field.schema()), cast, e);
            }
        };
    }

    static RowFault failed(String column, String sourceType, CastTarget cast, RuntimeException reason) {
        return new RowFault("column " + column + " of type " + sourceType + " cannot be cast to " + cast + ": "
                + reason.getMessage());
    }

    Object map(Object value) {
        return mapping.apply(value);
    }
}
