/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Due at the times that a cron expression names in UTC, in Quartz' form (second, minute, hour, day of month, month, day of
 * week, and perhaps year): {@code cron(0 0/15 * * * ?)}.
 *
 * <p>What never ran waits for the first such time after this schedule was made.
 */
public final class Cron implements Schedule {
    private final String expression;
    private final ExecutionTime times;
    private final Instant made;

    /**
     * @param made when there was nothing to catch up yet
     * @throws IllegalArgumentException when this is no cron expression
     */
    public Cron(String expression, Instant made) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        this.expression = expression;
        this.times = ExecutionTime.forCron(parser.parse(expression).validate());
        this.made = made;
    }

    @Override
    public Optional<Instant> next(Optional<Instant> lastRun) {
        return times.nextExecution(lastRun.orElse(made).atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }

    @Override
    public Optional<Instant> following(Instant began, Instant now) {
        return next(Optional.of(now));
    }

    @Override
    public String toString() {
        return "cron(" + expression + ")";
    }
}
