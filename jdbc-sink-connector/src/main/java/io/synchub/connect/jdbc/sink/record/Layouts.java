/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The layouts of a task, each made once: rows with the same columns and rule are written together, whatever topics and
 * schemas they come from, since layouts are compared by identity there. For one thread.
 */
final class Layouts {
    private static final int LAYOUTS = 1000;

    private enum Extent {
        WHOLE,
        PARTIAL,
        DELETE_MARK
    }

    private record Form(Extent extent, List<RowLayout.Column> columns, WriteRule rule) {}

    private final Map<Form, RowLayout> layouts = new HashMap<>();

    /** Whole rows. */
    RowLayout whole(List<RowLayout.Column> columns, WriteRule rule) {
        return find(new Form(Extent.WHOLE, columns, rule), () -> new RowLayout(columns, rule));
    }

    /** Rows that lack some columns. */
    RowLayout partial(List<RowLayout.Column> columns, WriteRule rule) {
        return find(new Form(Extent.PARTIAL, columns, rule), () -> RowLayout.partial(columns, rule));
    }

    /** Soft deletes. */
    RowLayout deleteMark(List<RowLayout.Column> columns) {
        return find(new Form(Extent.DELETE_MARK, columns, WriteRule.UPDATE), () -> RowLayout.deleteMark(columns));
    }

    private RowLayout find(Form form, Supplier<RowLayout> make) {
        if (layouts.size() >= LAYOUTS) {
            layouts.clear();
        }
        return layouts.computeIfAbsent(form, missing -> make.get());
    }
}
