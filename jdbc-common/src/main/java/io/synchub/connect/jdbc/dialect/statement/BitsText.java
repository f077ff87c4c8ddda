/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.schema.SchemaParameters;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.apache.kafka.connect.data.Schema;

/**
 * Bits as a text of zeros and ones that begins with the highest. Debezium writes them little-endian and leaves out
 * bytes that are zero.
 *
 * @param length how many bits the schema declares, or 0 where it declares none
 */
public record BitsText(int length) implements ValueBinder {
    private static final int MAX_DECLARED = 83_886_080;

    /** For the values of a schema. */
    public static BitsText of(Schema schema) {
        return new BitsText(declaredLength(schema));
    }

    /** The number of bits that a schema declares, or 0. Debezium gives the greatest int for those without a length. */
    public static int declaredLength(Schema schema) {
        int length = SchemaParameters.number(schema, "length").orElse(0);
        return length < 0 || length > MAX_DECLARED ? 0 : length;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setString(index, text((byte[]) value));
    }

    /** The bits as a text. */
    public String text(byte[] bytes) {
        int available = bytes.length * Byte.SIZE;
        int bits = length == 0 ? available : length;
        StringBuilder text = new StringBuilder(bits);
        for (int bit = bits - 1; bit >= 0; bit--) {
            text.append(bit < available ? (bytes[bit / Byte.SIZE] >> (bit % Byte.SIZE)) & 1 : 0);
        }
        return text.toString();
    }

    @Override
    public int sqlType() {
        return Types.VARCHAR;
    }
}
