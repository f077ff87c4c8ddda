/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.version;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version that a plugin tells Connect.
 *
 * <p>All modules of a release bear one version. The build writes it into a resource of this module, which every plugin
 * carries among its jars: so the answer is the same from a jar, from a folder of classes and in a test.
 */
public final class PluginVersion {
    private static final String RESOURCE = "/synchub-connect-version.properties";

    private PluginVersion() {}

    /**
     * Finds the version of a plugin.
     *
     * @param plugin a class of the plugin; its class loader, which Connect keeps apart from other plugins', is asked
     */
    public static String of(Class<?> plugin) {
        try (InputStream resource = plugin.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + plugin.getName()
                        + ": the plugin's folder is not complete, connect-common's jar belongs in it");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }
}
