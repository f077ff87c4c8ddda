/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Connect's own types, for schemas without a logical name that means something here. */
enum PrimitiveType implements ValueDecoder {
    BOOLEAN(SemanticType.BOOLEAN, Boolean.class),
    INT8(SemanticType.INT8, Byte.class),
    INT16(SemanticType.INT16, Short.class),
    INT32(SemanticType.INT32, Integer.class),
    INT64(SemanticType.INT64, Long.class),
    FLOAT32(SemanticType.FLOAT32, Float.class),
    FLOAT64(SemanticType.FLOAT64, Double.class),
    STRING(SemanticType.STRING, String.class),
    BYTES(SemanticType.BYTES, byte[].class) {
        @Override
        public Object decode(Object value) {
            return value instanceof ByteBuffer buffer ? bytes(buffer) : super.decode(value);
        }
    },
    ARRAY(SemanticType.ARRAY, List.class),
    MAP(SemanticType.MAP, Map.class),
    STRUCT(SemanticType.STRUCT, Struct.class);

    private final SemanticType semanticType;
    private final Class<?> javaClass;

    PrimitiveType(SemanticType semanticType, Class<?> javaClass) {
        this.semanticType = semanticType;
        this.javaClass = javaClass;
    }

    static PrimitiveType of(Schema.Type type) {
        return valueOf(type.name());
    }

    /** The bytes between position and limit, copied; the buffer stays as it is. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public SemanticType semanticType() {
        return semanticType;
    }

    @Override
    public Object decode(Object value) {
        if (value != null && !javaClass.isInstance(value)) {
            throw new DataException("A column of type " + name() + " holds a "
                    + value.getClass().getName() + " where a " + javaClass.getTypeName() + " belongs");
        }
        return value;
    }
}
