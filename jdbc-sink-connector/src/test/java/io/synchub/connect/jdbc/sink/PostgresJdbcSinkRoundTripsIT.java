/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.PostgresTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

class PostgresJdbcSinkRoundTripsIT extends JdbcSinkTypes {
    private static final String TIMESTAMP = "timestamp without time zone";
    private static final String TIMESTAMPTZ = "timestamp with time zone";
    private static final String TIME = "time without time zone";

    @Override
    protected TestDatabase freshDatabase() {
        return PostgresTestDatabase.fresh("warehouse");
    }

    @Override
    protected void prepare() {
        database.run("CREATE TYPE mood AS ENUM ('happy', 'it''s')");
    }

    @Override
    protected String typeOf(String column) {
        return database.value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid ="
                + " 't'::regclass AND attname = '" + column + "'");
    }

    @Override
    protected String asText(String column) {
        return column + "::text";
    }

    @Override
    protected void expect(Map<String, Expectation> all) {
        expectNumbers(all);
        expectTexts(all);
        expectDatesAndTimes(all);
        expectArraysAndStructures(all);
    }

    private static void expectNumbers(Map<String, Expectation> all) {
        all.put("boolean", made("boolean", "true", "false").natural("bool").natural("text"));
        all.put("int8", made("smallint", "-128", "127").natural("smallint").natural("bigint"));
        all.put("int16", made("smallint", "-32768", "32767").natural("smallint").natural("numeric(5)"));
        all.put(
                "int32",
                made("integer", "-2147483648", "2147483647").natural("integer").natural("text"));
        all.put(
                "int64",
                made("bigint", "-9223372036854775808", "9223372036854775807")
                        .natural("bigint")
                        .natural("numeric(20)"));
        all.put("year", made("integer", "1", "2155").natural("integer"));
        all.put(
                "float32",
                made("real", "NaN", "3.4028235e+38", "1e-45", "-0.1", "Infinity", "-Infinity")
                        .natural("real"));
        all.put(
                "float64",
                made(
                                "double precision",
                                "NaN",
                                "1.7976931348623157e+308",
                                "5e-324",
                                "0.1",
                                "-0",
                                "Infinity",
                                "-Infinity")
                        .natural("double precision"));
        String fifty = "12345678901234567890123456789012345678901234567890.12";
        all.put("decimal", made("numeric", "-0.01", fifty).natural("numeric").natural("numeric(60,2)"));
        all.put("decimal(10,2)", made("numeric(10,2)", "99999999.99", "0.00").natural("numeric(10,2)"));
        all.put("decimal(38,0)", made("numeric(38,0)", "1" + "0".repeat(37)).natural("numeric(38)"));
        all.put(
                "decimal(60,30)",
                made("numeric(60,30)", "1".repeat(30) + "." + "2".repeat(30)).natural("numeric"));
        all.put(
                "decimal(5,-2)",
                made("numeric", "-1234500").natural("numeric(7)").natural("numeric"));
        all.put(
                "variable scale",
                made("numeric", "123.456", "-100", "1" + "0".repeat(60)).natural("numeric"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        String escaped = "a'b\"c\\d{},\n\t";
        all.put(
                "string",
                made("text", "", "NULL", escaped, "😀 ÄÖ \u200b", " padded ")
                        .natural("varchar(20)")
                        .natural("varchar"));
        all.put("bytes", made("bytea", "\\x0001ff5c27", "\\x0506", "\\x").natural("bytea"));
        all.put("bits", made("bit varying(10)", "1000000101").natural("bit(10)").natural("varbit"));
        String uuid = "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d";
        all.put("uuid", made("uuid", uuid).natural("uuid").natural("text", uuid.toUpperCase(java.util.Locale.ROOT)));
        String json = "{\"b\": [1, null, \"x'y\"]}";
        all.put(
                "json",
                made("jsonb", json, "\"text\"", "null", "12345678901234567890.5")
                        .natural("jsonb")
                        .natural("json")
                        .natural("text"));
        all.put("xml", made("xml", "<a b=\"c\">d</a>").natural("xml").natural("text"));
        all.put("enum", made("text", "happy", "it's").natural("mood").natural("varchar(5)"));
        all.put("enum set", made("text", "a,b", "").natural("varchar(9)"));
        all.put("ltree", made("text", "a.b").natural("varchar(9)"));
        all.put("tsvector", made("tsvector", "'a':1 'b':2").natural("tsvector").natural("text"));
    }

    private static void expectDatesAndTimes(Map<String, Expectation> all) {
        all.put(
                "date",
                made("date", "1970-01-01", "0001-12-31 BC", "0001-01-01", "10000-01-01")
                        .natural("date")
                        .natural("text"));
        all.put("connect date", made("date", "1970-01-01").natural("date"));
        all.put("iso date", made("date", "2017-09-15", "infinity", "-infinity").natural("date"));
        all.put("structured date", made("date", "294276-12-31", "infinity").natural("date"));
        all.put("time", made(TIME, "00:00:00", "01:02:03.004").natural("time(3)"));
        all.put(
                "micro time",
                made(TIME, "00:00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001")
                        .natural("time"));
        all.put("nano time", made(TIME, "00:00:00", "23:59:59.999999").natural("time"));
        all.put("iso time", made(TIME, "10:15:30.25").natural("time"));
        all.put("connect time", made(TIME, "01:02:03.004").natural("time"));
        all.put(
                "zoned time",
                made("time with time zone", "10:15:30.25+02", "24:00:00+00").natural("timetz"));
        all.put(
                "timestamp",
                made(TIMESTAMP, "1970-01-01 00:00:00.001", "1969-12-31 23:59:59.999", "10000-01-01 00:00:00")
                        .natural("timestamp(3)")
                        .natural(
                                "text",
                                "1970-01-01 00:00:00.001000",
                                "1969-12-31 23:59:59.999000",
                                "10000-01-01 00:00:00"));
        all.put(
                "micro timestamp",
                made(
                                TIMESTAMP,
                                "1970-01-01 00:00:00.000001",
                                "1969-12-31 23:59:59.999999",
                                "infinity",
                                "-infinity",
                                "0001-12-31 23:59:59.999999 BC",
                                "10000-01-01 00:00:00")
                        .natural("timestamp"));
        all.put(
                "nano timestamp",
                made(TIMESTAMP, "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999")
                        .natural("timestamp")
                        .natural("timestamptz", "1970-01-01 00:00:00.000001+00", "1969-12-31 23:59:59.999999+00"));
        all.put(
                "connect timestamp",
                made(TIMESTAMP, "1969-12-31 23:59:59.999", "10000-01-01 00:00:00")
                        .natural("timestamp")
                        .natural("timestamptz", "1969-12-31 23:59:59.999+00", "10000-01-01 00:00:00+00"));
        all.put("iso timestamp", made(TIMESTAMP, "2024-03-31 02:30:00.123456").natural("timestamp"));
        all.put(
                "zoned timestamp",
                made(
                                TIMESTAMPTZ,
                                "2024-06-01 08:00:00.5+00",
                                "2024-06-01 10:00:00.123456+00",
                                "infinity",
                                "-infinity",
                                "0044-03-15 12:00:00+00 BC",
                                "10000-01-01 00:00:00+00")
                        .natural("timestamptz"));
        all.put(
                "interval",
                made("interval", "1 year 2 mons 3 days 04:05:06.78", "-1 years -2 mons +3 days -04:05:06.78")
                        .natural("interval"));
        all.put("micro duration", made("interval", "-00:00:01.5", "25:00:00").natural("interval"));
        all.put("nano duration", made("interval", "-00:00:01.5").natural("interval"));
    }

    private static void expectArraysAndStructures(Map<String, Expectation> all) {
        all.put(
                "strings",
                made("text[]", "{a,NULL,\"\",\"NULL\",\"q\\\"b\\\\c{},\"}", "{}")
                        .natural("varchar(9)[]")
                        .natural("jsonb", "[\"a\", null, \"\", \"NULL\", \"q\\\"b\\\\c{},\"]", "[]"));
        all.put(
                "ints",
                made("integer[]", "{1,NULL,-2}", "{}").natural("integer[]").natural("bigint[]"));
        all.put("dates", made("date[]", "{1970-01-01,NULL}").natural("date[]"));
        all.put(
                "timestamps",
                made(
                                "timestamp without time zone[]",
                                "{\"1970-01-01 00:00:00.000001\",NULL,\"0001-12-31 23:59:59.999999 BC\",infinity}")
                        .natural("timestamp[]"));
        all.put(
                "zoned timestamps",
                made("timestamp with time zone[]", "{\"2024-06-01 08:00:00+00\"}")
                        .natural("timestamptz[]"));
        all.put(
                "uuids",
                made("uuid[]", "{5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d}").natural("uuid[]"));
        all.put("decimals", made("numeric[]", "{1.50,NULL}").natural("numeric(10,2)[]"));
        all.put("binaries", made("bytea[]", "{\"\\\\x0001ff5c27\"}").natural("bytea[]"));
        all.put("jsons", made("jsonb[]", "{\"{\\\"a\\\": [1]}\",\"null\"}").natural("json[]"));
        all.put("nested ints", made("jsonb", "[[1, 2], [3, null]]").natural("integer[][]", "{{1,2},{3,NULL}}"));
        all.put("map", made("jsonb", "{\"k\": 1.5}", "{\"k\": \"NaN\"}", "{}").natural("jsonb"));
        all.put(
                "struct",
                made("jsonb", "{\"a\": \"x\\\"y\", \"d\": \"1970-01-01\", \"i\": {\"b\": \"AQ==\", \"n\": null}}")
                        .natural("jsonb"));
        all.put("geometry", made("jsonb", "{\"wkb\": \"AQI=\", \"srid\": 4326}").natural("jsonb"));
        all.put("vector", made("double precision[]", "{1.5,-2}").natural("float8[]"));
    }
}
