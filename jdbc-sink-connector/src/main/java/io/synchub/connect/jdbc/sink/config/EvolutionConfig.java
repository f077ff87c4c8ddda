/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.config;

import io.synchub.connect.common.config.Choice;
import io.synchub.connect.jdbc.schema.ChangePolicy;
import io.synchub.connect.jdbc.schema.SchemaEvolution;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What becomes of tables that rows do not fit. */
public final class EvolutionConfig {
    public static final String SCHEMA_EVOLUTION = "schema.evolution";
    public static final String AUTO_CREATE = "auto.create";
    public static final String AUTO_EVOLVE = "auto.evolve";

    private static final Choice<SchemaEvolution> EVOLUTIONS = Choice.of(SchemaEvolution.class);

    private final ChangePolicy policy;

    public EvolutionConfig(AbstractConfig config) {
        this.policy = new ChangePolicy(
                EVOLUTIONS.read(config, SCHEMA_EVOLUTION),
                config.getBoolean(AUTO_CREATE),
                config.getBoolean(AUTO_EVOLVE));
    }

    /**
     * Declares the keys.
     *
     * @param firstOrder where they begin in their group
     */
    public static ConfigDef define(ConfigDef definition, String group, int firstOrder) {
        return definition
                .define(
                        SCHEMA_EVOLUTION,
                        Type.STRING,
                        "apply",
                        EVOLUTIONS,
                        Importance.MEDIUM,
                        "What happens when rows do not fit their table. apply: it is changed, as far as auto.create and"
                                + " auto.evolve say; plan: it is never changed, and the task fails with the complete SQL"
                                + " to run, for someone who may; none: it is never changed, and the task fails when a"
                                + " table or column is missing. With plan and none the two other keys say nothing.",
                        group,
                        firstOrder,
                        Width.SHORT,
                        "Schema evolution",
                        EVOLUTIONS)
                .define(
                        AUTO_CREATE,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a missing table is created from the record's schemas, with the key as primary key.",
                        group,
                        firstOrder + 1,
                        Width.SHORT,
                        "Create tables")
                .define(
                        AUTO_EVOLVE,
                        Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether a table's columns follow the records. Columns that a record has and the table has not"
                                + " are added: they take nulls, and rows that are there get the field's default, unless"
                                + " it is a date or time. Columns become wider where the field's schema declares more:"
                                + " larger integers, integers to decimals, real to double, more digits before or after"
                                + " the point, longer texts, microseconds; a large table may be locked for as long as"
                                + " the database takes to write it anew. NOT NULL is dropped from columns whose field"
                                + " became optional or is gone. Nothing is ever removed or narrowed.",
                        group,
                        firstOrder + 2,
                        Width.SHORT,
                        "Evolve columns");
    }

    /** Which changes of tables are carried out. */
    public ChangePolicy policy() {
        return policy;
    }
}
