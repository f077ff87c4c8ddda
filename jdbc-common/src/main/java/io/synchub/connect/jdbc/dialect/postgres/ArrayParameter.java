/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * A parameter of a statement: the array of one column's values. It is filled in PostgreSQL's binary form, which costs the
 * server and this side half of what the driver's own arrays do, which have numbers, dates and times as text.
 */
abstract class ArrayParameter {
    private ArrayParameter() {}

    /**
     * An empty array.
     *
     * @param typedTexts whether some values are the database's own texts for the type
     * @param expected about how many values will come
     */
    static ArrayParameter of(Connection connection, ColumnForm form, boolean typedTexts, int expected)
            throws SQLException {
        // The simple query protocol, which a user may ask the driver for, knows no binary parameters.
        boolean simple = connection.unwrap(PGConnection.class).getPreferQueryMode() == PreferQueryMode.SIMPLE;
        return typedTexts || simple ? new OfTexts(form) : new Binary(form, expected);
    }

    /** Appends a value in its Java form. */
    abstract void add(Object value);

    /** About how many bytes it has. */
    abstract int size();

    /** Gives the array to a statement. */
    final void bind(Connection connection, PreparedStatement statement, int index) throws SQLException {
        statement.setArray(index, array(connection));
    }

    abstract Array array(Connection connection) throws SQLException;

    /** The form of array_recv: one dimension, from 1; then each element behind its length. */
    private static final class Binary extends ArrayParameter {
        private static final int DIMENSIONS = 1;
        private static final int MAY_HAVE_NULLS = 1;
        private static final int FIRST_INDEX = 1;
        private static final int LENGTH_AT = 3 * Integer.BYTES;
        private static final int HEADER_BYTES = 5 * Integer.BYTES;
        private static final int ELEMENT_BYTES = Integer.BYTES + Long.BYTES;

        private final ColumnForm form;
        private final BinaryBuffer bytes;
        private int length;

        private Binary(ColumnForm form, int expected) {
            this.form = form;
            this.bytes = new BinaryBuffer(HEADER_BYTES + ELEMENT_BYTES * expected)
                    .int32(DIMENSIONS)
                    .int32(MAY_HAVE_NULLS)
                    .int32(form.element().oid())
                    .int32(length)
                    .int32(FIRST_INDEX);
        }

        @Override
        void add(Object value) {
            form.write(bytes, value);
            length++;
        }

        @Override
        int size() {
            return bytes.size();
        }

        @Override
        Array array(Connection connection) throws SQLException {
            bytes.int32At(LENGTH_AT, length);
            return new PgArray(
                    connection.unwrap(BaseConnection.class), form.element().arrayOid(), bytes.toByteArray());
        }
    }

    private static final class OfTexts extends ArrayParameter {
        private final ColumnForm form;
        private final List<String> texts = new ArrayList<>();
        private int size;

        private OfTexts(ColumnForm form) {
            this.form = form;
        }

        @Override
        void add(Object value) {
            String text = form.text(value);
            texts.add(text);
            size += text == null ? 0 : text.length();
        }

        @Override
        int size() {
            return size;
        }

        @Override
        Array array(Connection connection) throws SQLException {
            return connection.createArrayOf(form.element().typeName(), texts.toArray());
        }
    }
}
