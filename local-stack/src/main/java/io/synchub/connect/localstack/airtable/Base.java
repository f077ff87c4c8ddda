/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A base: tables and the log of what happens in them. Made by {@link AirtableSimulator#createBase}. Safe to be used by several threads. */
public final class Base {
    final World world;
    private final String id;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Links links = new Links(tables.values());
    private final Webhooks webhooks;
    private String name;
    private long transactions;
    private Transaction current;

    Base(World world, String name) {
        this.world = world;
        this.name = name;
        this.id = world.ids.next("app");
        this.webhooks = new Webhooks(this);
    }

    public String id() {
        return id;
    }

    /** The first field becomes the primary one. */
    public Table createTable(String table, Field... fields) {
        return compute(world.owner, () -> {
            if (fields.length == 0 || find(table) != null) {
                throw new IllegalArgumentException("A table needs a name of its own and a primary field");
            }
            Table made = new Table(this, table);
            tables.put(made.id(), made);
            current.tableComes(made);
            for (Field field : fields) {
                made.add(field);
            }
            return made;
        });
    }

    /** By name or id. */
    public Table table(String nameOrId) {
        synchronized (world) {
            Table table = find(nameOrId);
            if (table == null) {
                throw new IllegalArgumentException("There is no table " + nameOrId);
            }
            return table;
        }
    }

    public void rename(String other) {
        synchronized (world) {
            name = other;
        }
    }

    /** All edits inside are one action: one transaction number, and as few payloads as can hold them. */
    public void action(Runnable edits) {
        change(world.owner, edits);
    }

    /** From now on the token has this role here. */
    public void role(String token, Role role) {
        roles.put(token, role);
    }

    /** The webhooks that exist, oldest first, for tests to break. */
    public List<Webhook> webhooks() {
        synchronized (world) {
            return new ArrayList<>(webhooks.all());
        }
    }

    /** How many webhooks were ever made here, those that are gone included. */
    public int webhooksCreated() {
        synchronized (world) {
            return webhooks.created();
        }
    }

    /** How many actions there were. */
    public long transactions() {
        synchronized (world) {
            return transactions;
        }
    }

    void deleteTable(Table table) {
        change(world.owner, () -> {
            for (FieldEntry entry : links.linksTo(table)) {
                if (entry.table != table) {
                    entry.table.change(entry, Field.text(entry.name()));
                }
            }
            current.tableGoes(table);
            tables.remove(table.id());
            table.fields().forEach(FieldEntry::delete);
        });
    }

    void change(User by, Runnable edits) {
        compute(by, () -> {
            edits.run();
            return null;
        });
    }

    /** Inside the action that is going on, or as one of its own. */
    <T> T compute(User by, Supplier<T> edits) {
        synchronized (world) {
            if (current != null) {
                return edits.get();
            }
            current = new Transaction(this, by, transactions + 1, webhooks.areActive());
            try {
                T result = edits.get();
                transactions++;
                webhooks.publish(current);
                return result;
            } finally {
                current = null;
            }
        }
    }

    /** The action that is going on. */
    Transaction current() {
        return current;
    }

    Role role(Token token) {
        return roles.getOrDefault(token.value(), token.role());
    }

    /** By name or id; null if there is none. */
    Table find(String nameOrId) {
        for (Table table : tables.values()) {
            if (table.id().equals(nameOrId) || table.name().equals(nameOrId)) {
                return table;
            }
        }
        return null;
    }

    Links links() {
        return links;
    }

    Webhooks hooks() {
        return webhooks;
    }

    Iterable<Table> tables() {
        return tables.values();
    }

    String name() {
        return name;
    }
}
