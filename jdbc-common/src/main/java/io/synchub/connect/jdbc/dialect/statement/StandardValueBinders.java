/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.common.data.TemporalEncoding;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.ColumnDefinition.Family;
import io.synchub.connect.jdbc.write.RowLayout;
import java.util.Optional;
import java.util.function.Function;

/**
 * The forms that any JDBC driver should take. A dialect that differs asks for its own first and leaves the rest to
 * these.
 *
 * @param doubles {@link ValueForm#DOUBLE}, or {@link ValueForm#FINITE_DOUBLE} where the database has no NaN
 * @param temporals how dates and times go into columns that are not text
 * @param temporalTexts how they go into columns of text
 */
public record StandardValueBinders(ValueBinder doubles, ValueBinder temporals, ValueBinder temporalTexts)
        implements ValueBinders {
    @Override
    public ValueBinder of(RowLayout.Column source, ColumnDefinition target) {
        Optional<Function<Object, Number>> numbers =
                target.family() == Family.NUMBER ? TemporalEncoding.numbersOf(source.schema()) : Optional.empty();
        return numbers.<ValueBinder>map(TemporalNumberForm::new).orElseGet(() -> standard(source, target));
    }

    private ValueBinder standard(RowLayout.Column source, ColumnDefinition target) {
        boolean text = target.family() == Family.TEXT;
        return switch (source.type()) {
            case BOOLEAN -> text ? ValueForm.TEXT : ValueForm.BOOLEAN;
            case INT8, INT16, INT32, INT64 -> text ? ValueForm.TEXT : ValueForm.LONG;
            case FLOAT32, FLOAT64 -> text ? ValueForm.TEXT : doubles;
            case DECIMAL -> text ? ValueForm.TEXT : ValueForm.DECIMAL;
            case STRING, INTERVAL, UUID, JSON, XML, ENUM, ENUM_SET, LTREE, TSVECTOR -> ValueForm.TEXT;
            case BYTES -> ValueForm.BYTES;
            case DATE, TIME, LOCAL_TIMESTAMP, INSTANT, ZONED_TIMESTAMP -> text ? temporalTexts : temporals;
            case ZONED_TIME -> ValueForm.TEXT;
            case BITS -> BitsText.of(source.schema());
            case GEOMETRY, VECTOR, SPARSE_VECTOR, ARRAY, MAP, STRUCT -> new JsonForm(source.schema());
        };
    }
}
