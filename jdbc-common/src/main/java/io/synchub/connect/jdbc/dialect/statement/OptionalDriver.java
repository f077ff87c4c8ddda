/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.statement;

import io.synchub.connect.jdbc.dialect.MissingDriverException;
import java.sql.Driver;

/**
 * A driver that the plugin does not bring along, since it holds a whole database for each platform.
 *
 * @param className of the driver
 * @param jar what to put into the plugin's directory
 */
public record OptionalDriver(String className, String jar) {
    /**
     * A new instance.
     *
     * @throws MissingDriverException when it is not on the plugin's path
     */
    public Driver find() {
        try {
            Class<?> driver = Class.forName(className, true, OptionalDriver.class.getClassLoader());
            return (Driver) driver.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError absent) {
            throw new MissingDriverException("The JDBC driver " + className + " can not be loaded. Put " + jar
                    + " into the directory of this plugin on each worker, and restart the workers");
        }
    }
}
