/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.H2TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

/** The types of standard SQL: what they do not hold is a text, or refused. */
class H2JdbcSinkRoundTripsIT extends JdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return H2TestDatabase.fresh();
    }

    @Override
    protected String typeOf(String column) {
        return database.value("SELECT data_type_sql('public', 't', 'TABLE', CAST(ordinal_position AS VARCHAR))"
                + " FROM information_schema.columns WHERE table_name = 't' AND column_name = '" + column + "'");
    }

    @Override
    protected String asText(String column) {
        return typeOf(column).startsWith("BINARY")
                ? "rawtohex(CAST(" + column + " AS VARBINARY))"
                : "CAST(" + column + " AS VARCHAR)";
    }

    @Override
    protected void expect(Map<String, Expectation> all) {
        expectNumbers(all);
        expectTexts(all);
        expectDatesAndTimes(all);
        expectTimestamps(all);
        expectArraysAndStructures(all);
    }

    private static void expectNumbers(Map<String, Expectation> all) {
        all.put(
                "boolean",
                made("BOOLEAN", "TRUE", "FALSE").natural("INTEGER", "1", "0").natural("VARCHAR(9)", "true", "false"));
        all.put("int8", made("SMALLINT", "-128", "127"));
        all.put(
                "int16",
                made("SMALLINT", "-32768", "32767")
                        .natural("INTEGER")
                        .natural("DOUBLE PRECISION", "-32768.0", "32767.0"));
        all.put("int32", made("INTEGER", "-2147483648", "2147483647"));
        all.put(
                "int64",
                made("BIGINT", "-9223372036854775808", "9223372036854775807")
                        .natural("NUMERIC(20)")
                        .natural("VARCHAR(20)"));
        all.put("year", made("INTEGER", "1", "2155"));
        all.put(
                "float32",
                made("DOUBLE PRECISION", "NaN", "3.4028235E38", "1.4E-45", "-0.1", "Infinity", "-Infinity")
                        .natural("REAL"));
        all.put(
                "float64",
                made(
                                "DOUBLE PRECISION",
                                "NaN",
                                "1.7976931348623157E308",
                                "4.9E-324",
                                "0.1",
                                "0.0",
                                "Infinity",
                                "-Infinity")
                        .natural(
                                "VARCHAR(99)",
                                "NaN",
                                "1.7976931348623157E308",
                                "4.9E-324",
                                "0.1",
                                "-0.0",
                                "Infinity",
                                "-Infinity"));
        all.put("decimal", made("DECIMAL(38, 2)", "-0.01", REFUSED));
        all.put(
                "decimal(10,2)",
                made("DECIMAL(10, 2)", "99999999.99", "0.00")
                        .natural("DECIMAL(12, 2)")
                        .natural("VARCHAR(20)"));
        all.put("decimal(38,0)", made("DECIMAL(38, 0)", "10000000000000000000000000000000000000"));
        all.put(
                "decimal(60,30)",
                made("CHARACTER LARGE OBJECT", "111111111111111111111111111111.222222222222222222222222222222"));
        all.put("decimal(5,-2)", made("CHARACTER LARGE OBJECT", "-1234500"));
        all.put(
                "variable scale",
                made(
                        "CHARACTER LARGE OBJECT",
                        "123.456",
                        "-100",
                        "1000000000000000000000000000000000000000000000000000000000000"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        all.put(
                "string",
                made("CHARACTER LARGE OBJECT", "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded ")
                        .natural("VARCHAR(20)"));
        all.put("bytes", made("BINARY LARGE OBJECT", "0001ff5c27", "0506", "").natural("VARBINARY(9)"));
        all.put("bits", made("CHARACTER LARGE OBJECT", "1000000101").natural("VARCHAR(10)"));
        all.put(
                "uuid",
                made("CHARACTER VARYING(36)", "5B3F0C1E-8F3A-4A34-9D6E-0F3F1A2B3C4D")
                        .natural("UUID", "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d")
                        .natural("CHAR(36)"));
        all.put(
                "json",
                made(
                        "CHARACTER LARGE OBJECT",
                        "{\"b\": [1, null, \"x'y\"]}",
                        "\"text\"",
                        "null",
                        "12345678901234567890.5"));
        all.put("xml", made("CHARACTER LARGE OBJECT", "<a b=\"c\">d</a>"));
        all.put("enum", made("CHARACTER LARGE OBJECT", "happy", "it's").natural("ENUM('happy', 'it''s')"));
        all.put("enum set", made("CHARACTER LARGE OBJECT", "a,b", ""));
        all.put("ltree", made("CHARACTER LARGE OBJECT", "a.b"));
        all.put("tsvector", made("CHARACTER LARGE OBJECT", "'a':1 'b':2"));
    }

    private static void expectDatesAndTimes(Map<String, Expectation> all) {
        all.put(
                "date",
                made("DATE", "1970-01-01", REFUSED, "0001-01-01", REFUSED)
                        .natural("VARCHAR(20)")
                        .natural("TIMESTAMP", "1970-01-01 00:00:00", REFUSED, "0001-01-01 00:00:00", REFUSED)
                        .natural("INTEGER", "0", "-719163", "-719162", "2932897"));
        all.put("connect date", made("DATE", "1970-01-01"));
        all.put("iso date", made("DATE", "2017-09-15", REFUSED, REFUSED));
        all.put("structured date", made("DATE", REFUSED, REFUSED));
        all.put("time", made("TIME(6)", "00:00:00", "01:02:03.004"));
        all.put(
                "micro time",
                made("TIME(6)", "00:00:00", REFUSED, "23:59:59.999999", "00:00:00.000001")
                        .natural("VARCHAR(20)", "00:00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001"));
        all.put("nano time", made("TIME(6)", "00:00:00", "23:59:59.999999"));
        all.put("iso time", made("TIME(6)", "10:15:30.25"));
        all.put("connect time", made("TIME(6)", "01:02:03.004"));
        all.put("zoned time", made("CHARACTER LARGE OBJECT", "10:15:30.250+02:00", "24:00:00Z"));
    }

    private static void expectTimestamps(Map<String, Expectation> all) {
        all.put("timestamp", made("TIMESTAMP(6)", "1970-01-01 00:00:00.001", "1969-12-31 23:59:59.999", REFUSED));
        all.put(
                "micro timestamp",
                made(
                                "TIMESTAMP(6)",
                                "1970-01-01 00:00:00.000001",
                                "1969-12-31 23:59:59.999999",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural(
                                "TIMESTAMP(3)",
                                "1970-01-01 00:00:00",
                                "1970-01-01 00:00:00",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural(
                                "BIGINT",
                                "1",
                                "-1",
                                "9223372036825200000",
                                "-9223372036832400000",
                                "-62135596800000001",
                                "253402300800000000")
                        .natural("DATE", "1970-01-01", "1969-12-31", REFUSED, REFUSED, REFUSED, REFUSED));
        all.put("nano timestamp", made("TIMESTAMP(6)", "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999"));
        all.put("connect timestamp", made("TIMESTAMP(6)", "1969-12-31 23:59:59.999", REFUSED));
        all.put("iso timestamp", made("TIMESTAMP(6)", "2024-03-31 02:30:00.123456"));
        all.put(
                "zoned timestamp",
                made(
                                "TIMESTAMP(6)",
                                "2024-06-01 08:00:00.5",
                                "2024-06-01 10:00:00.123456",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural(
                                "TIMESTAMP WITH TIME ZONE",
                                "2024-06-01 08:00:00.5+00",
                                "2024-06-01 10:00:00.123456+00",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural(
                                "VARCHAR(40)",
                                "2024-06-01 08:00:00.500000",
                                "2024-06-01 10:00:00.123456",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED));
        all.put("interval", made("CHARACTER LARGE OBJECT", "P1Y2M3DT4H5M6.78S", "P-1Y-2M3DT-4H-5M-6.78S"));
        all.put("micro duration", made("CHARACTER LARGE OBJECT", "PT-1.5S", "PT25H"));
        all.put("nano duration", made("CHARACTER LARGE OBJECT", "PT-1.5S"));
    }

    private static void expectArraysAndStructures(Map<String, Expectation> all) {
        all.put("strings", made("CHARACTER LARGE OBJECT", "[\"a\",null,\"\",\"NULL\",\"q\\\"b\\\\c{},\"]", "[]"));
        all.put("ints", made("CHARACTER LARGE OBJECT", "[1,null,-2]", "[]").natural("VARCHAR(20)"));
        all.put("dates", made("CHARACTER LARGE OBJECT", "[\"1970-01-01\",null]"));
        all.put(
                "timestamps",
                made(
                        "CHARACTER LARGE OBJECT",
                        "[\"1970-01-01T00:00:00.000001\",null,\"0000-12-31T23:59:59.999999\",\"infinity\"]"));
        all.put("zoned timestamps", made("CHARACTER LARGE OBJECT", "[\"2024-06-01T10:00+02:00\"]"));
        all.put("uuids", made("CHARACTER LARGE OBJECT", "[\"5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d\"]"));
        all.put("decimals", made("CHARACTER LARGE OBJECT", "[1.50,null]"));
        all.put("binaries", made("CHARACTER LARGE OBJECT", "[\"AAH/XCc=\"]"));
        all.put("jsons", made("CHARACTER LARGE OBJECT", "[\"{\\\"a\\\": [1]}\",\"null\"]"));
        all.put("nested ints", made("CHARACTER LARGE OBJECT", "[[1,2],[3,null]]"));
        all.put("map", made("CHARACTER LARGE OBJECT", "{\"k\":1.5}", "{\"k\":\"NaN\"}", "{}"));
        all.put(
                "struct",
                made(
                        "CHARACTER LARGE OBJECT",
                        "{\"a\":\"x\\\"y\",\"i\":{\"n\":null,\"b\":\"AQ==\"},\"d\":\"1970-01-01\"}"));
        all.put("geometry", made("CHARACTER LARGE OBJECT", "{\"wkb\":\"AQI=\",\"srid\":4326}"));
        all.put("vector", made("CHARACTER LARGE OBJECT", "[1.5,-2.0]"));
    }
}
