/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.View;
import io.synchub.connect.common.config.NamedId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names in messages: all of them, unless they are very many. */
final class Listed {
    private static final int MOST = 20;

    private Listed() {}

    static String tables(Collection<BaseTable> tables) {
        return of(tables, table -> NamedId.of(table.name(), table.id()));
    }

    static String views(List<View> views) {
        return of(views, view -> NamedId.of(view.name(), view.id()));
    }

    static <T> String of(Collection<T> things, Function<T, String> name) {
        String listed = things.stream().limit(MOST).map(name).collect(Collectors.joining(", "));
        return things.size() > MOST ? listed + " and " + (things.size() - MOST) + " more" : listed;
    }
}
