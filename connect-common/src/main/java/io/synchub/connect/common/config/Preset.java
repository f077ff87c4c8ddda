/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** A set of defaults for a polling connector: {@code preset}. A key that is given wins. */
public enum Preset {
    /** Asks little of the API, is patient with it, and finds deletes soon where only sweeps find them. */
    SAFE(
            2,
            Map.of(
                    PollConfig.SCHEDULE, "every(1m)",
                    PollConfig.SWEEP, "every(15m)",
                    RetryConfig.MAX_ATTEMPTS, "10",
                    RetryConfig.BACKOFF_MS, "2000")),
    /** The keys' own defaults. */
    DEFAULT(1, Map.of()),
    /** Shows changes soon, and leaves the rate to them. */
    FAST(
            1,
            Map.of(
                    PollConfig.SCHEDULE, "every(5s)",
                    PollConfig.SWEEP, "every(6h)",
                    RetryConfig.BACKOFF_MS, "500"));

    public static final String PRESET = "preset";

    private static final Choice<Preset> CHOICE = Choice.of(Preset.class);

    private final int shareOfRate;
    private final Map<String, String> defaults;

    Preset(int shareOfRate, Map<String, String> defaults) {
        this.shareOfRate = shareOfRate;
        this.defaults = defaults;
    }

    /** Declares the key. */
    static ConfigDef define(ConfigDef definition, DeletesBy deletes) {
        return definition.define(
                PRESET,
                Type.STRING,
                Choice.nameOf(DEFAULT),
                CHOICE,
                Importance.MEDIUM,
                "Defaults for the keys about time and rate; a key that is given wins. safe: " + SAFE.describe(deletes)
                        + ", and half of the API's documented rate: for a token that others use too. default: the keys'"
                        + " own defaults. fast: " + FAST.describe(deletes) + ": changes show sooner, "
                        + (deletes == DeletesBy.SWEEP ? "deletes later, " : "")
                        + "and each table costs more requests while nothing happens. None goes beyond the API's"
                        + " documented rate.",
                PollConfig.GROUP,
                4,
                Width.SHORT,
                "Preset",
                CHOICE);
    }

    /** As {@link #complete(Map, RateConfig.Per, int, DeletesBy)}, for a connector whose sweeps alone find deletes. */
    public static Map<String, String> complete(Map<String, String> properties, RateConfig.Per per, int documented) {
        return complete(properties, per, documented, DeletesBy.SWEEP);
    }

    /**
     * Puts a preset's values where the user gave none. To be done before properties are validated or read. A preset that is
     * not known changes nothing: its validator refuses it.
     *
     * @param per the unit of the rate
     * @param documented the rate that the API's documentation permits
     * @param deletes where changes tell of deletes, no preset changes how often whole tables are read
     */
    public static Map<String, String> complete(
            Map<String, String> properties, RateConfig.Per per, int documented, DeletesBy deletes) {
        Map<String, String> completed = new HashMap<>(properties);
        CHOICE.find(properties.getOrDefault(PRESET, Choice.nameOf(DEFAULT))).ifPresent(preset -> {
            preset.defaults(deletes).forEach(completed::putIfAbsent);
            if (preset.shareOfRate > 1) {
                completed.putIfAbsent(per.key(), String.valueOf(Math.max(1, documented / preset.shareOfRate)));
            }
        });
        return completed;
    }

    private Map<String, String> defaults(DeletesBy deletes) {
        Map<String, String> some = new HashMap<>(defaults);
        if (deletes != DeletesBy.SWEEP) {
            some.remove(PollConfig.SWEEP);
        }
        return some;
    }

    private String describe(DeletesBy deletes) {
        return defaults(deletes).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }
}
