/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;

/** Values of records without a schema, in the Java forms that casts take. */
public final class SchemalessValues {
    private SchemalessValues() {}

    public static Object toJava(Object value) {
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return value;
    }
}
