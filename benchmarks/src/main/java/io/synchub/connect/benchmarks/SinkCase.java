/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a shot writes, and what the table holds before it. */
public enum SinkCase {
    /** Every key is new: the table is empty. */
    INSERTS {
        @Override
        void prepare(MeasuredDatabase database, Orders orders) throws SQLException {
            database.execute("TRUNCATE TABLE orders");
        }

        @Override
        List<Contender> contenders() {
            return List.of(
                    Contender.COPY,
                    Contender.SYNCHUB,
                    Contender.SYNCHUB_TWO_WRITERS,
                    Contender.DEBEZIUM,
                    Contender.DEBEZIUM_TUNED);
        }
    },

    /** Every key is there, with other values in six of its columns. */
    UPDATES {
        @Override
        List<Contender> contenders() {
            return List.of(
                    Contender.MERGE,
                    Contender.SYNCHUB,
                    Contender.SYNCHUB_TWO_WRITERS,
                    Contender.DEBEZIUM,
                    Contender.DEBEZIUM_TUNED);
        }
    },

    /** Every row is there as it comes. */
    UNCHANGED {
        @Override
        Iterable<? extends Collection<SinkRecord>> polls(Orders orders, int shot, long firstOffset) {
            return Orders.made(orders.polls(0, firstOffset));
        }

        @Override
        List<Contender> contenders() {
            return List.of(
                    Contender.SYNCHUB,
                    Contender.SYNCHUB_CHANGED,
                    Contender.SYNCHUB_HASH,
                    Contender.DEBEZIUM,
                    Contender.DEBEZIUM_TUNED);
        }
    },

    /** As {@link #UPDATES}, but every tenth record deletes its row. */
    DELETES {
        @Override
        void prepare(MeasuredDatabase database, Orders orders) throws SQLException {
            if (database.checksum().rows() > 0) {
                database.load(orders.deletedRows(0));
            }
            super.prepare(database, orders);
        }

        @Override
        Iterable<? extends Collection<SinkRecord>> polls(Orders orders, int shot, long firstOffset) {
            return Orders.made(orders.pollsWithDeletes(shot, firstOffset));
        }

        @Override
        List<Contender> contenders() {
            return List.of(
                    Contender.SYNCHUB, Contender.SYNCHUB_TWO_WRITERS, Contender.DEBEZIUM, Contender.DEBEZIUM_TUNED);
        }
    },

    /** As {@link #INSERTS}, but the records are converted from JSON poll by poll, on the clock. */
    JSON {
        @Override
        void prepare(MeasuredDatabase database, Orders orders) throws SQLException {
            INSERTS.prepare(database, orders);
        }

        @Override
        Iterable<? extends Collection<SinkRecord>> polls(Orders orders, int shot, long firstOffset) {
            return new JsonRecords(orders.polls(shot, firstOffset));
        }

        @Override
        List<Contender> contenders() {
            return List.of(Contender.SYNCHUB, Contender.SYNCHUB_TWO_WRITERS, Contender.DEBEZIUM);
        }
    },

    /** As {@link #INSERTS}, but with rows of 1 KB and a small heap, so that records are made poll by poll, on the clock. */
    HEAP {
        @Override
        Orders.LastColumn lastColumn() {
            return Orders.LastColumn.LONG_NOTE;
        }

        @Override
        List<String> heap() {
            return List.of("-Xmx256m");
        }

        @Override
        void prepare(MeasuredDatabase database, Orders orders) throws SQLException {
            INSERTS.prepare(database, orders);
        }

        @Override
        Iterable<? extends Collection<SinkRecord>> polls(Orders orders, int shot, long firstOffset) {
            return orders.polls(shot, firstOffset);
        }

        @Override
        List<Contender> contenders() {
            return List.of(Contender.SYNCHUB, Contender.SYNCHUB_TWO_WRITERS, Contender.DEBEZIUM);
        }
    };

    /** Makes the table what it is to be before a shot; if not said otherwise, full of rows of version 0 or a later one. */
    void prepare(MeasuredDatabase database, Orders orders) throws SQLException {
        if (database.checksum().rows() == 0) {
            database.load(orders.polls(0, 0));
        }
        database.tidy();
    }

    /**
     * The records of a shot, one for each row.
     *
     * @param shot counts from 1
     */
    Iterable<? extends Collection<SinkRecord>> polls(Orders orders, int shot, long firstOffset) {
        return Orders.made(orders.polls(shot, firstOffset));
    }

    /** What the tenth column of the rows is. */
    Orders.LastColumn lastColumn() {
        return Orders.LastColumn.NOTE;
    }

    /** What the sink's JVM is told about its heap. */
    List<String> heap() {
        return List.of("-Xmx3g", "-Xms3g");
    }

    /** Who takes part unless others are named. */
    abstract List<Contender> contenders();
}
