/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import io.synchub.connect.common.digest.RowEncoding;
import io.synchub.connect.common.poll.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells whether two rows of a table would be sent as the same value: 56 bits of the MD5 of all cells that are not null, each
 * with its field's id (and its name, when columns follow the names). What differs on each read ({@link Json#stable}) does not count. Never 0.
 *
 * <p>Not for many threads.
 */
public final class RowFingerprint {
    private static final long LOWEST_56_BITS = (1L << 56) - 1;

    private final Table table;
    /** The fields by id: a description may name the same ones in another order. */
    private final int[] order;

    private final byte[][] labels;
    private final RowEncoding encoding = new RowEncoding();
    private final MessageDigest digest;

    public RowFingerprint(Table table, FieldNaming naming) {
        this.table = table;
        List<Field> fields = table.fields();
        order = IntStream.range(0, fields.size())
                .boxed()
                .sorted(Comparator.comparing(i -> fields.get(i).id()))
                .mapToInt(Integer::intValue)
                .toArray();
        labels = new byte[fields.size()][];
        for (int i = 0; i < labels.length; i++) {
            Field field = fields.get(i);
            encoding.reset();
            encoding.text(field.id());
            if (naming == FieldNaming.CURRENT) {
                encoding.text(field.name());
            }
            labels[i] = encoding.toBytes();
        }
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    public long of(Row row) {
        if (row.table() != table) {
            throw new IllegalArgumentException("The row follows another description of the table");
        }
        encoding.reset();
        for (int i : order) {
            Object cell = row.cell(i);
            if (cell != null) {
                encoding.raw(labels[i]);
                encode(cell);
            }
        }
        digest.update(encoding.array(), 0, encoding.length());
        byte[] md5 = digest.digest();
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | md5[i] & 0xFF;
        }
        bits &= LOWEST_56_BITS;
        return bits == 0 ? 1 : bits;
    }

    private void encode(Object cell) {
        if (cell instanceof String text) {
            encoding.text(UnpairedSurrogates.replaced(text));
        } else if (cell instanceof Double number) {
            encoding.number(number);
        } else if (cell instanceof Boolean bool) {
            encoding.bool(bool);
        } else if (cell instanceof Instant instant) {
            encoding.count('T', instant.toEpochMilli());
        } else if (cell instanceof LocalDate day) {
            encoding.count('Y', day.toEpochDay());
        } else if (cell instanceof Period period) {
            encode(period);
        } else if (cell instanceof Json json) {
            encoding.text('J', UnpairedSurrogates.replaced(json.stable()));
        } else if (cell instanceof List<?> list) {
            encoding.list(list.size());
            list.forEach(text -> encoding.text(UnpairedSurrogates.replaced((String) text)));
        } else {
            throw new IllegalArgumentException("No kind has cells of " + cell.getClass());
        }
    }

    private void encode(Period period) {
        encoding.count('T', period.start().toEpochMilli());
        if (period.end() == null) {
            encoding.nothing();
        } else {
            encoding.count('T', period.end().toEpochMilli());
        }
        if (period.zone() == null) {
            encoding.nothing();
        } else {
            encoding.text(period.zone());
        }
    }
}
