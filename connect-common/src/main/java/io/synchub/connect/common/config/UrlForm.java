/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The address of an API: scheme and host, perhaps a port, and nothing else. */
public final class UrlForm implements ConfigDef.Validator {
    private final String example;

    /** @param example the address that nearly everybody uses */
    public UrlForm(String example) {
        this.example = example;
    }

    @Override
    public void ensureValid(String key, Object value) {
        try {
            URI uri = new URI(trimmed(String.valueOf(value)));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // Told below, with the form that is wanted.
        }
        throw new ConfigException(key, value, "Must be http or https, a host, perhaps a port, and no path: " + example);
    }

    /** Reads what this form accepts. */
    public static URI read(String url) {
        return URI.create(trimmed(url));
    }

    private static String trimmed(String url) {
        return url.strip().replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return "scheme and host, without a path";
    }
}
