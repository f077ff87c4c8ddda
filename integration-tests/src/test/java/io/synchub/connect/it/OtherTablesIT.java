/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import io.synchub.connect.localstack.ConnectRest;
import io.synchub.connect.localstack.LocalStack;
import io.synchub.connect.localstack.PostgresServer;
import org.junit.jupiter.api.Test;

/** The pipeline with another table than the example's: other names, types, a composite key, a month in a time zone. */
class OtherTablesIT {
    private static final String ROWS = """
            SELECT "Region", no, uid, sold_at, day, at, price, big, ratio, small, flag, tags, doc, raw, kind, span, bits
            FROM %s ORDER BY "Region", no""";

    private static final String MONTHS = """
            SELECT "Region", date_trunc('month', sold_at AT TIME ZONE 'Europe/Berlin')::date AS month,
                   count(*) AS sales, sum(price) AS total, min(day) AS first_day, bool_or(flag) AS any_flag
            FROM "Sales"."Line Items" GROUP BY 1, 2""";

    @Test
    void every_type_and_name_of_a_table_arrives_and_its_months_are_kept_in_step() {
        try (LocalStack stack = Pipeline.stack("other-tables").start()) {
            PostgresServer shop = stack.postgres("shop");
            PostgresServer warehouse = stack.postgres("warehouse");
            ConnectRest rest = stack.rest();
            Rows.execute(
                    shop,
                    "CREATE SCHEMA \"Sales\"",
                    "CREATE TYPE kind AS ENUM ('web', 'shop floor')",
                    """
                    CREATE TABLE "Sales"."Line Items" (
                      "Region" text, no integer, uid uuid, sold_at timestamptz, day date, at time(3), price numeric(12,3),
                      big numeric, ratio double precision, small smallint, flag boolean DEFAULT true, tags text[],
                      doc jsonb, raw bytea, kind kind, span interval, bits bit(5), PRIMARY KEY ("Region", no))""",
                    "ALTER TABLE \"Sales\".\"Line Items\" REPLICA IDENTITY FULL",
                    """
                    INSERT INTO "Sales"."Line Items" VALUES
                      ('north', 1, '6f1b7a2e-0000-4000-8000-000000000001', '2024-01-31 23:30:00.123456+00', '2024-01-31',
                       '13:14:15.678', 10.125, 12345678901234567890.123456789, 0.1, -3, true,
                       '{"a b","c\\"d",NULL}', '{"a": [1, 2]}', '\\x00ff', 'shop floor', '1 month 2 days 03:04:05', B'10110'),
                      ('north', 2, NULL, '2024-01-31 22:59:59+00', '-infinity', '24:00', -0.001, 0, -1e300, 32767,
                       NULL, '{}', 'null', '\\x', 'web', '-1 day', B'00000'),
                      ('süd "x"', 1, NULL, '2024-02-10 00:00+00', 'infinity', NULL, 5, NULL, NULL, NULL, false, NULL, NULL,
                       NULL, NULL, NULL, NULL)""");

            rest.put(
                    "crm-source",
                    Pipeline.debezium("crm", "schema.include.list", "Sales", "interval.handling.mode", "string"));
            rest.put(
                    "replica",
                    Pipeline.warehouse(
                            Pipeline.JDBC_SINK,
                            "crm.Sales.Line_Items",
                            "table.name.format",
                            "Line Items copy",
                            "insert.mode",
                            "upsert",
                            "pk.mode",
                            "record_key",
                            "delete.enabled",
                            "true"));
            rest.put(
                    "months",
                    Pipeline.warehouse(
                            Pipeline.REFRESH_SINK,
                            "crm.Sales.Line_Items",
                            "source.connection.url",
                            "${env:SHOP_JDBC_URL}",
                            "source.connection.user",
                            "${env:SHOP_USER}",
                            "source.connection.password",
                            "${env:SHOP_PASSWORD}",
                            "source.tables",
                            "Sales.Line Items",
                            "query",
                            MONTHS,
                            "key.fields",
                            "Region,month",
                            "table.name",
                            "months",
                            "transforms",
                            "keys",
                            "transforms.keys.type",
                            "io.synchub.connect.transforms.AggregateKey",
                            "transforms.keys.keys",
                            "Region, sold_at:month:month",
                            "transforms.keys.time.zone",
                            "Europe/Berlin"));
            awaitEqual(rest, shop, warehouse);

            Rows.execute(
                    shop,
                    // From January to February by Berlin's clock, though not by UTC's.
                    "UPDATE \"Sales\".\"Line Items\" SET sold_at = '2024-01-31 23:00:00+00' WHERE no = 2",
                    "UPDATE \"Sales\".\"Line Items\" SET tags = '{x,NULL}', price = 7 WHERE \"Region\" LIKE 's%'",
                    "INSERT INTO \"Sales\".\"Line Items\" (\"Region\", no, sold_at, price)"
                            + " SELECT 'r' || i % 7, i, timestamptz '2024-03-01' + i * interval '1 hour', i FROM"
                            + " generate_series(1, 500) i",
                    "UPDATE \"Sales\".\"Line Items\" SET no = no + 1000 WHERE \"Region\" = 'r3'",
                    "DELETE FROM \"Sales\".\"Line Items\" WHERE \"Region\" = 'r5'");
            awaitEqual(rest, shop, warehouse);
        }
    }

    private static void awaitEqual(ConnectRest rest, PostgresServer shop, PostgresServer warehouse) {
        Rows.awaitSame(
                rest,
                Pipeline.PATIENCE,
                shop,
                String.format(ROWS, "\"Sales\".\"Line Items\""),
                warehouse,
                String.format(ROWS, "\"Line Items copy\""));
        Rows.awaitSame(
                rest,
                Pipeline.PATIENCE,
                shop,
                MONTHS + " ORDER BY 1, 2",
                warehouse,
                "SELECT \"Region\", month, sales, total, first_day, any_flag FROM months ORDER BY 1, 2");
    }
}
