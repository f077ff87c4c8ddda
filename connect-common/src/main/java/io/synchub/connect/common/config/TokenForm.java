/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** A token is there, and can stand in a header. The message never shows it. */
public final class TokenForm implements ConfigDef.Validator {
    private final String mend;

    /** @param mend what to put there, and where to find it; a sentence without its full stop */
    public TokenForm(String mend) {
        this.mend = mend;
    }

    @Override
    public void ensureValid(String key, Object value) {
        String token = value == null ? "" : ((Password) value).value();
        if (token.isBlank()) {
            throw new ConfigException("Invalid value for configuration " + key + ": it is empty. " + mend);
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new ConfigException("Invalid value for configuration " + key
                    + ": a token has no spaces, line breaks or other characters than ASCII. Copy it again");
        }
    }

    @Override
    public String toString() {
        return "a token";
    }
}
