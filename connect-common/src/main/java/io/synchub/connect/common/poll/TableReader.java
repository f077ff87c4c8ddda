/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import io.synchub.connect.common.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads one table of a platform. Used by one thread at a time; a call may take as long as its requests, their retries and
 * the wait for the rate take.
 *
 * <p>Every method throws {@link io.synchub.connect.common.http.ApiFailure}, whose scope says what it is that failed.
 */
public interface TableReader {
    /** Reads the table's description. Rows read afterwards follow it. The same object as before when nothing differs. */
    Table describe();

    /**
     * As {@link #describe}, before changes are read; spares the request where the platform tells by itself when the description
     * has changed.
     */
    default Table glance() {
        return describe();
    }

    /** How changes of this table are found, as it was described last. */
    Detection detection();

    /** A change position from which {@link #changes} shows everything that happens from this moment on. Follows {@link #describe}. */
    String position();

    /**
     * Begins a pass: every row whose order key is at least {@code fromKey}, in the order of the keys where the platform has
     * one.
     */
    Pass pass(long fromKey);

    /**
     * Begins to read what changed. Not called where {@link Detection#tells} is false.
     *
     * @param position from {@link #position} or {@link ChangePage#position}
     * @param unchanged tells whether a row is known and as it was; for platforms that can stop early
     */
    Changes changes(String position, Predicate<Row> unchanged);

    /** Reads what an answer cut off ({@link Row#cut}). */
    Row complete(Row row);

    /**
     * Whether no edit can follow any more that the row's cells would not show. A platform that rounds edit times says no as
     * long as another edit could get the same time. Where rows are enriched, changes from a position that is read while a row is not
     * settled must show that row: a pass goes past it.
     */
    default boolean settled(Row row) {
        return true;
    }

    /** Whether {@link #enrich} adds anything. Rows then wait until they are settled. */
    default boolean enriches() {
        return false;
    }

    /** Adds what is read only for rows that are sent, such as a page's text. */
    default Row enrich(Row row) {
        return row;
    }

    /** How many rows {@link #confirm} is given at most: as many as it finds out in a few seconds. */
    int confirmedAtOnce();

    /**
     * Finds out what became of rows that a whole pass did not show, or showed otherwise than changes did.
     *
     * @return by id; without those of which it cannot be found out now, which this reader has told in the log
     */
    Map<String, Fate> confirm(List<String> ids);

    /** The pages of a pass. */
    interface Pass {
        /** Reads on. Not called again after a page that was the last, or after a failure. */
        PassPage next();
    }

    /** The pages of changes. */
    interface Changes {
        /** Reads on. Not called again after a page that was the last, or after a failure. */
        ChangePage next();
    }
}
