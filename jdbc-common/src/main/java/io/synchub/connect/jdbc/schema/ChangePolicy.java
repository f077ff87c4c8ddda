/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.schema;

import java.util.Objects;

/**
 * Which changes of tables are carried out.
 *
 * @param evolution whether any are
 * @param create whether missing tables are made ({@code auto.create})
 * @param evolve whether columns are added and widened, and NOT NULL is dropped ({@code auto.evolve})
 */
public record ChangePolicy(SchemaEvolution evolution, boolean create, boolean evolve) {
    public ChangePolicy {
        Objects.requireNonNull(evolution, "evolution");
    }

    /** Whether a missing table will be there once whole rows come: made here, or by whoever was given the SQL. */
    boolean awaitsTable() {
        return evolution == SchemaEvolution.PLAN || (evolution == SchemaEvolution.APPLY && create);
    }

    /** Whether columns that are missing are added. */
    public boolean evolves() {
        return evolution == SchemaEvolution.APPLY && evolve;
    }

    boolean allows(TableChange change) {
        return evolution == SchemaEvolution.APPLY && (change.kind() == TableChange.Kind.CREATE ? create : evolve);
    }

    /** Whether a change that is not allowed keeps the rows from being written. */
    boolean refusesWithout(TableChange change) {
        return change.isNeeded() || evolution == SchemaEvolution.PLAN;
    }

    /** What a user reads of changes that are not allowed. */
    String refusal(DdlPlan lacking) {
        String what = lacking.sentences() + ". ";
        return switch (evolution) {
            case NONE ->
                what + "schema.evolution=none changes no table: change it yourself, or set schema.evolution=plan to be"
                        + " given the SQL";
            case PLAN ->
                what + "schema.evolution=plan changes no table. Run this, then restart the task:\n" + lacking.script();
            case APPLY -> {
                boolean creation = lacking.changes().get(0).kind() == TableChange.Kind.CREATE;
                yield what
                        + (creation
                                ? "Set auto.create=true, or create it:\n"
                                : "Set auto.evolve=true, drop the field with a transform, or run:\n")
                        + lacking.script();
            }
        };
    }
}
