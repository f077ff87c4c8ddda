/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import io.synchub.connect.localstack.airtable.AirtableRecord;
import io.synchub.connect.localstack.airtable.AirtableSimulator;
import io.synchub.connect.localstack.airtable.Base;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.airtable.Row;
import io.synchub.connect.localstack.airtable.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The Airtable base of the quickstart: customers and their plans in a simulated Airtable, or a user's own base when the
 * environment names it and a token. Of a user's own no table, field or record is changed.
 */
final class AirtableBase implements AutoCloseable {
    static final String TOKEN = "AIRTABLE_TOKEN";
    static final String BASE = "AIRTABLE_BASE";
    private static final String TABLE = "AIRTABLE_TABLE";
    private static final String URL = "AIRTABLE_URL";

    private final Access access;
    private final Optional<Customers> customers;

    private AirtableBase(Access access, Optional<Customers> customers) {
        this.access = access;
        this.customers = customers;
    }

    static AirtableBase open(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        String base = environment.getOrDefault(BASE, "");
        if (token.isBlank() || base.isBlank()) {
            return simulated(new Customers());
        }
        String table = environment.getOrDefault(TABLE, "");
        String url = environment.getOrDefault(URL, "");
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("airtable.tables", table.isBlank() ? "*" : table);
        if (!url.isBlank()) {
            overrides.put("airtable.url", url);
        }
        String from = table.isBlank()
                ? "all tables of the base of $" + BASE + "; the warehouse gets the first to come, unless $" + TABLE
                        + " names one"
                : "the table of $" + TABLE + " in the base of $" + BASE;
        return new AirtableBase(new Access(from, Map.of(TOKEN, token, BASE, base), overrides), Optional.empty());
    }

    private static AirtableBase simulated(Customers customers) {
        return new AirtableBase(
                new Access(
                        "a simulated Airtable",
                        Map.of(TOKEN, customers.airtable.token(), BASE, customers.base.id()),
                        // Nobody wants to watch for half a minute. The sweep stays as rare as in the file: none comes.
                        Map.of("airtable.url", customers.airtable.url(), "schedule", "every(1s)")),
                Optional.of(customers));
    }

    Access access() {
        return access;
    }

    /** The simulated table; empty when the base is a user's own. */
    Optional<Customers> customers() {
        return customers;
    }

    @Override
    public void close() {
        customers.ifPresent(simulated -> simulated.airtable.close());
    }

    /** What a customer can book, and what a seat of it costs a month. */
    record Plan(String id, String name, int price) {
        Plan at(int otherPrice) {
            return new Plan(id, name, otherPrice);
        }
    }

    /** A customer as the warehouse should have it. */
    record Customer(
            String name,
            String email,
            Plan plan,
            int seats,
            String billing,
            String since,
            boolean active,
            List<String> tags) {
        int revenue() {
            return active ? seats * plan.price() : 0;
        }

        Customer with(Plan other) {
            return new Customer(name, email, other, seats, billing, since, active, tags);
        }

        Customer with(int otherSeats, String otherBilling) {
            return new Customer(name, email, plan, otherSeats, otherBilling, since, active, tags);
        }

        /** As {@link FollowedTable} reads it. Airtable does not tell an empty list of tags from none. */
        @Override
        public String toString() {
            String labels = tags.isEmpty() ? "null" : "{" + String.join(",", tags) + "}";
            return "(" + name + ", " + email + ", {" + plan.id() + "}, " + plan.price() + ", " + seats + ", " + billing
                    + ", " + since + ", " + active + ", " + labels + ", " + revenue() + ")";
        }
    }

    /** Seven customers in a simulated Airtable, and a second table with their plans, to be edited. */
    static final class Customers {
        private final AirtableSimulator airtable = AirtableSimulator.builder()
                .token("simulated-" + UUID.randomUUID())
                .rateLimit()
                .start();
        private final Base base = airtable.createBase("Sales");
        private final Table plans = base.createTable("Plans", Field.text("Name"), Field.currency("Price", 2, "$"));
        private final Table table = base.createTable(
                "Customers",
                Field.text("Name"),
                Field.email("Email"),
                Field.link("Plan", plans, "Customers"),
                Field.sum("Price", "Plan", "Price"),
                Field.number("Seats", 0),
                Field.singleSelect("Billing", "Monthly", "Yearly"),
                Field.date("Since"),
                Field.checkbox("Active"),
                Field.multipleSelects("Tags", "retail", "club", "public", "reference"),
                Field.formula("Monthly revenue", Field.currency("", 2, "$"), Customers::revenue));
        private final Map<String, AirtableRecord> records = new LinkedHashMap<>();
        private final List<Customer> expected = new ArrayList<>();

        private Customers() {
            Plan solo = plan("Solo", 9);
            Plan team = plan("Team", 12);
            add("Alder & Sons", team, 8, "Yearly", "2023-04-01", true, "retail", "reference");
            add("Bellweather Books", team, 5, "Monthly", "2024-01-15", true, "retail");
            add("Corner Bakery", solo, 1, "Monthly", "2024-06-03", true, "retail");
            add("Drift Sailing Club", team, 20, "Yearly", "2024-09-20", true, "club", "reference");
            add("Eastgate Library", team, 12, "Yearly", "2025-02-11", false, "public");
            add("Fennel & Fig", solo, 1, "Monthly", "2025-08-30", false);
            add("Grove Chess Club", solo, 2, "Monthly", "2026-03-09", true, "club");
        }

        private static Object revenue(Row row) {
            return Boolean.TRUE.equals(row.get("Active")) ? row.number("Seats") * row.number("Price") : 0;
        }

        private Plan plan(String name, int price) {
            AirtableRecord plan = plans.createRecord(Map.of("Name", name, "Price", price));
            records.put(name, plan);
            return new Plan(plan.id(), name, price);
        }

        private void add(
                String name, Plan plan, int seats, String billing, String since, boolean active, String... tags) {
            String email = "office@" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example";
            Customer customer = new Customer(name, email, plan, seats, billing, since, active, Arrays.asList(tags));
            records.put(
                    name,
                    table.createRecord(Map.of(
                            "Name",
                            name,
                            "Email",
                            email,
                            "Plan",
                            List.of(records.get(plan.name())),
                            "Seats",
                            seats,
                            "Billing",
                            billing,
                            "Since",
                            since,
                            "Active",
                            active,
                            "Tags",
                            customer.tags())));
            expected.add(customer);
        }

        /** What the warehouse should have now, by name. */
        List<Customer> expected() {
            return List.copyOf(expected);
        }

        /** The names of a plan's customers. */
        List<String> on(String plan) {
            return expected.stream()
                    .filter(customer -> customer.plan().name().equals(plan))
                    .map(Customer::name)
                    .toList();
        }

        void rebook(String name, int seats, String billing) {
            records.get(name).update(Map.of("Seats", seats, "Billing", billing));
            expected.replaceAll(customer -> customer.name().equals(name) ? customer.with(seats, billing) : customer);
        }

        /** An edit in the table of plans: of the customers only what is computed changes. */
        void reprice(String plan, int price) {
            records.get(plan).update("Price", price);
            expected.replaceAll(customer -> customer.plan().name().equals(plan)
                    ? customer.with(customer.plan().at(price))
                    : customer);
        }

        void delete(String name) {
            records.get(name).delete();
            expected.removeIf(customer -> customer.name().equals(name));
        }

        /** How many webhooks were ever made in the base. */
        int webhooks() {
            return base.webhooksCreated();
        }
    }
}
