/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import io.synchub.connect.common.http.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How many requests may be sent to what an API's limit belongs to: mostly a token. */
public final class RateConfig {
    public static final String BURST = "rate.limit.burst";

    private static final String GROUP = "Rate";
    private static final int HIGHEST = 100_000;

    /** The period in which an API counts requests. */
    public enum Per {
        MINUTE(Duration.ofMinutes(1)),
        SECOND(Duration.ofSeconds(1));

        private final Duration period;

        Per(Duration period) {
            this.period = period;
        }

        /** The key of the limit: {@code rate.limit.per.minute}. */
        public String key() {
            return "rate.limit.per." + Choice.nameOf(this);
        }
    }

    private final Per per;
    private final RateLimit limit;

    /** Reads the keys that {@link #define} declared for the same period. */
    public RateConfig(AbstractConfig config, Per per) {
        this.per = per;
        this.limit = new RateLimit(config.getInt(per.key()), per.period, config.getInt(BURST));
    }

    /** Declares the keys for an API that limits each token, which tasks share in equal parts. */
    public static ConfigDef define(ConfigDef definition, Per per, int defaultLimit, int defaultBurst) {
        String counted =
                "with this token, by all tasks together, on whichever workers they run. Tasks get equal parts, so"
                        + " there are never more tasks than requests in a " + Choice.nameOf(per)
                        + ". Lower it when others use the token too";
        return define(definition, per, defaultLimit, defaultBurst, counted);
    }

    /**
     * Declares the keys.
     *
     * @param counted which requests count, who sends them, and when to lower the limit; goes on after "How many requests may be
     *     sent in any second", without its full stop
     */
    public static ConfigDef define(ConfigDef definition, Per per, int defaultLimit, int defaultBurst, String counted) {
        String unit = Choice.nameOf(per);
        return definition
                .define(
                        per.key(),
                        Type.INT,
                        defaultLimit,
                        Range.between(1, HIGHEST),
                        Importance.MEDIUM,
                        "How many requests may be sent in any " + unit + " " + counted
                                + "; raise it only as far as the API permits, or it refuses requests.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Requests per " + unit)
                .define(
                        BURST,
                        Type.INT,
                        defaultBurst,
                        Range.between(1, HIGHEST),
                        Importance.LOW,
                        "How many requests may follow each other without a pause after a time of fewer requests, for all"
                                + " tasks together. They are taken from the steady rate, so that " + per.key()
                                + " holds"
                                + " in any " + unit + ": a higher burst is a lower rate while there is much to do. More"
                                + " than half of " + per.key() + " counts as half of it.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Burst of requests");
    }

    public RateLimit limit() {
        return limit;
    }

    /** The properties that tell a task its {@linkplain RateLimit#split part} of the limit. */
    public Map<String, String> properties(RateLimit part) {
        return Map.of(per.key(), String.valueOf(part.requests()), BURST, String.valueOf(part.burst()));
    }
}
