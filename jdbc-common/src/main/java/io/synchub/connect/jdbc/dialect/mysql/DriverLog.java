/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.mariadb.jdbc.message.server.ErrorPacket;
import org.mariadb.jdbc.util.log.Loggers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps MariaDB's driver from writing to the log. It logs what the server says of each error at WARN, and that quotes values
 * of rows; at TRACE it logs all that is sent. It has no setting against it but a system property, which would hold for each
 * driver in the worker. So the driver of this plugin, which it shares with nobody, gets the driver's own logger that writes
 * nothing. Classes of the driver ask for their logger once, when they are first used.
 */
final class DriverLog {
    private static final Logger LOG = LoggerFactory.getLogger(DriverLog.class);
    private static final String FACTORY = "LOGGER_FACTORY";
    private static final String SILENT_FACTORY = Loggers.class.getName() + "$NoLoggerFactory";

    static {
        silence();
    }

    private DriverLog() {}

    /** Does so, once. To be called before a driver is made; any thread may. */
    static void ensureSilent() {
        // Done when the class was loaded.
    }

    private static void silence() {
        try {
            Constructor<?> silent = Class.forName(SILENT_FACTORY, true, Loggers.class.getClassLoader())
                    .getDeclaredConstructor();
            silent.setAccessible(true);
            Field factory = Loggers.class.getDeclaredField(FACTORY);
            factory.setAccessible(true);
            factory.set(null, silent.newInstance());
        } catch (ReflectiveOperationException | RuntimeException otherDriver) {
            LOG.debug("This MariaDB driver has another way to choose its loggers", otherDriver);
        }
        if (Loggers.getLogger(ErrorPacket.class.getName()).isWarnEnabled()) {
            LOG.warn(
                    "This version of MariaDB's driver writes the server's errors to the log, and they may quote values of rows."
                            + " Set the level of the logger org.mariadb.jdbc to ERROR in the worker's logging configuration");
        }
    }
}
