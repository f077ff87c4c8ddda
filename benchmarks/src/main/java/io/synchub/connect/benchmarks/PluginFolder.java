/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Enumeration;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkTask;

/** Loads a plugin as a worker does: its own jars first, Kafka's and the logging API from the worker. */
final class PluginFolder extends URLClassLoader {

    PluginFolder(Path folder) {
        super(jars(folder), PluginFolder.class.getClassLoader());
    }

    private static URL[] jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(PluginFolder::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("No plugin in " + folder + ": run benchmarks/run, which builds it", e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    SinkTask newSinkTask(String className) {
        // A worker loads the JDBC drivers of a plugin too: each registers itself with the DriverManager.
        ServiceLoader.load(Driver.class, this).stream().forEach(ServiceLoader.Provider::get);
        try {
            return (SinkTask) loadClass(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Can not load " + className, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && !isTheWorkers(name)) {
                try {
                    loaded = findClass(name);
                } catch (ClassNotFoundException notOurs) {
                    loaded = null;
                }
            }
            return loaded != null ? loaded : super.loadClass(name, resolve);
        }
    }

    /** What the plugin has hides what this measurement has, such as a driver's parts in another version: a worker has no drivers. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> own = findResources(name);
        return own.hasMoreElements() ? own : super.getResources(name);
    }

    private static boolean isTheWorkers(String name) {
        return name.startsWith("java.") || name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.");
    }
}
