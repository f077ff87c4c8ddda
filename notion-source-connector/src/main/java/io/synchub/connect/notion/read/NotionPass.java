/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.poll.PassPage;
import io.synchub.connect.common.poll.Row;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.notion.query.Timestamp;
import java.util.Optional;
import java.util.function.Function;

/** Reads all rows, or those of some time, in the order of their creation. */
final class NotionPass implements TableReader.Pass {
    private final TimeScan scan;
    private final Function<TimeScan, MinuteScan> minuteScans;
    private Optional<MinuteScan> minute = Optional.empty();

    /**
     * @param until the first minute that is not read; {@link Long#MAX_VALUE} for none
     * @param minuteScans how to read a minute that has more rows than a query gives
     */
    NotionPass(DataSourceQueries queries, long fromKey, long until, Function<TimeScan, MinuteScan> minuteScans) {
        this.scan = new TimeScan(queries, Timestamp.CREATED, Row::orderKey, fromKey, until, Long.MAX_VALUE);
        this.minuteScans = minuteScans;
    }

    @Override
    public PassPage next() {
        if (minute.isPresent()) {
            MinuteScan.Part part = minute.get().next();
            long shownBelow = scan.minute();
            if (part.last()) {
                minute = Optional.empty();
                shownBelow++;
                scan.skipMinute();
            }
            return new PassPage(part.answer().rows(), shownBelow, false);
        }
        TimeScan.Step step = scan.next();
        if (step.end() == TimeScan.End.MINUTE_OVERFLOW) {
            minute = Optional.of(minuteScans.apply(scan));
        }
        return new PassPage(step.answer().rows(), step.shownBelow(), step.end() == TimeScan.End.COMPLETE);
    }
}
