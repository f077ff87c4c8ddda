/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schema;

import java.util.List;

/**
 * A platform's table as it is described at present.
 *
 * @param id never changes
 * @param name its name at present, as people wrote it
 * @param fields in a stable order; a {@link io.synchub.connect.common.poll.Row}'s cells lie in the same order. The row's
 *     id is none of them.
 * @param shape a digest of everything in the description that decides how rows look (ids, types, options, formulas): when it
 *     differs from the last one, all rows are compared again
 */
public record Table(String id, String name, List<Field> fields, String shape) {
    public Table {
        fields = List.copyOf(fields);
    }
}
