/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.credentials;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.types.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A password that one of Kafka's config providers reads, as often as it is asked for. */
final class ProvidedPassword implements PasswordSource {
    private static final Logger LOG = LoggerFactory.getLogger(ProvidedPassword.class);

    private final ConfigProvider provider;
    private final String path;
    private final String name;
    private final PasswordConfig config;

    /** @param provider is closed with this */
    ProvidedPassword(ConfigProvider provider, String path, String name, PasswordConfig config) {
        this.provider = provider;
        this.path = path;
        this.name = name;
        this.config = config;
    }

    @Override
    public Password read() throws PasswordUnreadableException {
        Map<String, String> data;
        try {
            data = provider.get(path, Set.of(name)).data();
        } catch (RuntimeException e) {
            // Providers throw what they like, and may quote what they read.
            throw new PasswordUnreadableException(
                    config.pathKey(),
                    provider.getClass().getSimpleName() + " can not read the password ("
                            + e.getClass().getSimpleName() + "): check " + config.pathKey() + " and "
                            + config.paramPrefix() + "*");
        }
        String value = data == null ? null : data.get(name);
        if (value == null) {
            throw new PasswordUnreadableException(
                    config.nameKey(),
                    provider.getClass().getSimpleName() + " finds no such key: check " + config.nameKey() + " and "
                            + config.pathKey());
        }
        return new Password(withoutLineBreak(value));
    }

    /** A file that holds nothing but the password often ends its line. */
    private static String withoutLineBreak(String value) {
        int end = value.length();
        if (end > 0 && value.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && value.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return value.substring(0, end);
    }

    @Override
    public String key() {
        return config.nameKey();
    }

    @Override
    public String mend() {
        return "see that " + config.pathKey() + " and " + config.nameKey() + " lead to the password that is valid now";
    }

    @Override
    public void close() {
        try {
            provider.close();
        } catch (java.io.IOException e) {
            LOG.debug("A config provider did not close", e);
        }
    }
}
