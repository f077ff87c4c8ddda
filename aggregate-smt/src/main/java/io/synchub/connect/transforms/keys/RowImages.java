/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.keys;

import io.synchub.connect.common.record.Envelope;
import io.synchub.connect.common.record.Operation;
import io.synchub.connect.transforms.fault.RowFault;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * The row images in whose groups a record makes a difference: of a flat record the row itself, of an event what the row
 * was, what it is, or both.
 */
final class RowImages {
    private RowImages() {}

    /** Structs, or maps when the record has no schema; empty for an event that is no change of a row. */
    static List<Object> of(ConnectRecord<?> found) {
        Optional<Envelope> event = Envelope.find(found.value());
        return event.isPresent() ? of(event.get()) : List.of(found.value());
    }

    private static List<Object> of(Envelope event) {
        return switch (event.op()) {
            case READ, CREATE -> List.of(after(event));
            case UPDATE -> List.of(before(event), after(event));
            case DELETE -> List.of(before(event));
            case TRUNCATE -> throw truncated(event);
            case MESSAGE -> List.of();
        };
    }

    private static Object before(Envelope event) {
        if (event.before() == null) {
            throw new RowFault("the " + name(event.op()) + " comes without the row as it was, so the group that loses "
                    + "it is not known: " + ReplicaIdentity.mend(event));
        }
        return event.before();
    }

    private static Object after(Envelope event) {
        if (event.after() == null) {
            throw new RowFault("the " + name(event.op()) + " comes without the row as it is: check that nothing before "
                    + "this step removes the field after");
        }
        return event.after();
    }

    private static RowFault truncated(Envelope event) {
        return new RowFault("a TRUNCATE empties every group and names none: empty the summary table, then set "
                + "skipped.operations=t on the source connector of "
                + event.table().orElse("this table")
                + " so that the event is passed over");
    }

    private static String name(Operation operation) {
        return operation.name().toLowerCase(java.util.Locale.ROOT);
    }
}
