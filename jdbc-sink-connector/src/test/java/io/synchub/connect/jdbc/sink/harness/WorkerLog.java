/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.harness;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The warnings that a worker's log gets, ours and those of what we use, until this is closed. */
public final class WorkerLog implements AutoCloseable {
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final AbstractAppender appender =
            new AbstractAppender("worker-log", null, null, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
                        warnings.add(event.getLoggerName() + ": "
                                + event.getMessage().getFormattedMessage());
                    }
                }
            };

    private WorkerLog() {
        appender.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getRootLogger().addAppender(appender);
        context.updateLoggers();
    }

    public static WorkerLog open() {
        return new WorkerLog();
    }

    /** Those that hold a text. */
    public List<String> warnings(String part) {
        return warnings.stream().filter(warning -> warning.contains(part)).toList();
    }

    @Override
    public void close() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getRootLogger().removeAppender(appender);
        context.updateLoggers();
    }
}
