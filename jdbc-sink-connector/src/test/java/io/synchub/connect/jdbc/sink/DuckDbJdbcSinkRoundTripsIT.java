/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.DuckDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

/** DuckDB holds all but decimals of more than 38 digits, and reads durations of another form than Debezium's. */
class DuckDbJdbcSinkRoundTripsIT extends JdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return DuckDbTestDatabase.fresh();
    }

    @Override
    protected String typeOf(String column) {
        return database.value(
                "SELECT data_type FROM duckdb_columns() WHERE table_name = 't' AND column_name = '" + column + "'");
    }

    @Override
    protected String asText(String column) {
        return typeOf(column).equals("BLOB") ? "hex(" + column + ")" : "CAST(" + column + " AS VARCHAR)";
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
        all.put("boolean", made("BOOLEAN", "true", "false").natural("VARCHAR").natural("INTEGER", "1", "0"));
        all.put("int8", made("TINYINT", "-128", "127"));
        all.put(
                "int16",
                made("SMALLINT", "-32768", "32767").natural("INTEGER").natural("DOUBLE", "-32768.0", "32767.0"));
        all.put("int32", made("INTEGER", "-2147483648", "2147483647"));
        all.put(
                "int64",
                made("BIGINT", "-9223372036854775808", "9223372036854775807")
                        .natural("HUGEINT")
                        .natural("VARCHAR"));
        all.put("year", made("INTEGER", "1", "2155"));
        all.put("float32", made("FLOAT", "nan", "3.4028235e+38", "1e-45", "-0.1", "inf", "-inf"));
        all.put(
                "float64",
                made("DOUBLE", "nan", "1.7976931348623157e+308", "5e-324", "0.1", "-0.0", "inf", "-inf")
                        .natural(
                                "VARCHAR",
                                "NaN",
                                "1.7976931348623157E308",
                                "4.9E-324",
                                "0.1",
                                "-0.0",
                                "Infinity",
                                "-Infinity"));
        all.put(
                "decimal",
                made("DECIMAL(38,2)", "-0.01", REFUSED)
                        .natural("DECIMAL(30,2)")
                        .natural("VARCHAR", "-0.01", "12345678901234567890123456789012345678901234567890.12"));
        all.put(
                "decimal(10,2)",
                made("DECIMAL(10,2)", "99999999.99", "0.00")
                        .natural("DECIMAL(12,2)")
                        .natural("DOUBLE", "99999999.99", "0.0")
                        .natural("VARCHAR"));
        all.put("decimal(38,0)", made("DECIMAL(38,0)", "10000000000000000000000000000000000000"));
        all.put("decimal(60,30)", made("VARCHAR", "111111111111111111111111111111.222222222222222222222222222222"));
        all.put("decimal(5,-2)", made("VARCHAR", "-1234500"));
        all.put(
                "variable scale",
                made("VARCHAR", "123.456", "-100", "1000000000000000000000000000000000000000000000000000000000000"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        all.put(
                "string",
                made("VARCHAR", "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded ")
                        .natural("TEXT"));
        all.put("bytes", made("BLOB", "0001FF5C27", "0506", "").natural("BYTEA"));
        all.put("bits", made("VARCHAR", "1000000101").natural("BIT"));
        all.put(
                "uuid",
                made("UUID", "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d")
                        .natural("VARCHAR", "5B3F0C1E-8F3A-4A34-9D6E-0F3F1A2B3C4D"));
        all.put(
                "json",
                made("JSON", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "12345678901234567890.5")
                        .natural("VARCHAR"));
        all.put("xml", made("VARCHAR", "<a b=\"c\">d</a>"));
        all.put("enum", made("VARCHAR", "happy", "it's").natural("ENUM('happy', 'it''s')"));
        all.put("enum set", made("VARCHAR", "a,b", ""));
        all.put("ltree", made("VARCHAR", "a.b"));
        all.put("tsvector", made("VARCHAR", "'a':1 'b':2"));
    }

    private static void expectDatesAndTimes(Map<String, Expectation> all) {
        all.put(
                "date",
                made("DATE", "1970-01-01", "0001-12-31 (BC)", "0001-01-01", "10000-01-01")
                        .natural("VARCHAR")
                        .natural(
                                "TIMESTAMP",
                                "1970-01-01 00:00:00",
                                "0001-12-31 (BC) 00:00:00",
                                "0001-01-01 00:00:00",
                                "10000-01-01 00:00:00")
                        .natural("INTEGER", "0", "-719163", "-719162", "2932897"));
        all.put("connect date", made("DATE", "1970-01-01"));
        all.put("iso date", made("DATE", "2017-09-15", "infinity", "-infinity"));
        all.put("structured date", made("DATE", "294276-12-31", "infinity"));
        all.put("time", made("TIME", "00:00:00", "01:02:03.004"));
        all.put(
                "micro time",
                made("TIME", "00:00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001")
                        .natural(
                                "VARCHAR",
                                "00:00:00.000000000",
                                "24:00:00",
                                "23:59:59.999999000",
                                "00:00:00.000001000"));
        all.put("nano time", made("TIME", "00:00:00", "23:59:59.999999"));
        all.put("iso time", made("TIME", "10:15:30.25"));
        all.put("connect time", made("TIME", "01:02:03.004"));
        all.put("zoned time", made("VARCHAR", "10:15:30.250+02:00", "24:00:00Z"));
    }

    private static void expectTimestamps(Map<String, Expectation> all) {
        all.put(
                "timestamp",
                made("TIMESTAMP", "1970-01-01 00:00:00.001", "1969-12-31 23:59:59.999", "10000-01-01 00:00:00"));
        all.put(
                "micro timestamp",
                made(
                                "TIMESTAMP",
                                "1970-01-01 00:00:00.000001",
                                "1969-12-31 23:59:59.999999",
                                "infinity",
                                "-infinity",
                                "0001-12-31 (BC) 23:59:59.999999",
                                "10000-01-01 00:00:00")
                        .natural(
                                "TIMESTAMPTZ",
                                "1970-01-01 00:00:00.000001+00",
                                "1969-12-31 23:59:59.999999+00",
                                "infinity",
                                "-infinity",
                                "0001-12-31 (BC) 23:59:59.999999+00",
                                "10000-01-01 00:00:00+00")
                        .natural(
                                "TIMESTAMP_S",
                                "1970-01-01 00:00:00",
                                "1970-01-01 00:00:00",
                                "infinity",
                                "-infinity",
                                "0001-01-01 00:00:00",
                                "10000-01-01 00:00:00")
                        .natural(
                                "BIGINT",
                                "1",
                                "-1",
                                "9223372036825200000",
                                "-9223372036832400000",
                                "-62135596800000001",
                                "253402300800000000")
                        .natural(
                                "DATE",
                                "1970-01-01",
                                "1969-12-31",
                                "infinity",
                                "-infinity",
                                "0001-12-31 (BC)",
                                "10000-01-01"));
        all.put("nano timestamp", made("TIMESTAMP", "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999"));
        all.put("connect timestamp", made("TIMESTAMP", "1969-12-31 23:59:59.999", "10000-01-01 00:00:00"));
        all.put("iso timestamp", made("TIMESTAMP", "2024-03-31 02:30:00.123456"));
        all.put(
                "zoned timestamp",
                made(
                                "TIMESTAMP WITH TIME ZONE",
                                "2024-06-01 08:00:00.5+00",
                                "2024-06-01 10:00:00.123456+00",
                                "infinity",
                                "-infinity",
                                "0044-03-15 (BC) 12:00:00+00",
                                "10000-01-01 00:00:00+00")
                        .natural(
                                "TIMESTAMP",
                                "2024-06-01 08:00:00.5",
                                "2024-06-01 10:00:00.123456",
                                "infinity",
                                "-infinity",
                                "0044-03-15 (BC) 12:00:00",
                                "10000-01-01 00:00:00")
                        .natural(
                                "VARCHAR",
                                "2024-06-01 08:00:00.500000000",
                                "2024-06-01 10:00:00.123456000",
                                "infinity",
                                "-infinity",
                                "0044-03-15 (BC) 12:00:00.000000000",
                                "10000-01-01 00:00:00.000000000"));
        all.put(
                "interval",
                made("VARCHAR", "P1Y2M3DT4H5M6.78S", "P-1Y-2M3DT-4H-5M-6.78S").natural("INTERVAL", REFUSED, REFUSED));
        all.put("micro duration", made("VARCHAR", "PT-1.5S", "PT25H"));
        all.put("nano duration", made("VARCHAR", "PT-1.5S"));
    }

    private static void expectArraysAndStructures(Map<String, Expectation> all) {
        all.put(
                "strings",
                made("VARCHAR[]", "[a, NULL, '', 'NULL', 'q\"b\\\\c{},']", "[]")
                        .natural("JSON", "[\"a\",null,\"\",\"NULL\",\"q\\\"b\\\\c{},\"]", "[]"));
        all.put(
                "ints",
                made("INTEGER[]", "[1, NULL, -2]", "[]").natural("BIGINT[]").natural("JSON", "[1,null,-2]", "[]"));
        all.put("dates", made("JSON", "[\"1970-01-01\",null]").natural("DATE[]", "[1970-01-01, NULL]"));
        all.put(
                "timestamps",
                made("JSON", "[\"1970-01-01T00:00:00.000001\",null,\"0000-12-31T23:59:59.999999\",\"infinity\"]"));
        all.put("zoned timestamps", made("JSON", "[\"2024-06-01T10:00+02:00\"]"));
        all.put(
                "uuids",
                made("JSON", "[\"5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d\"]")
                        .natural("UUID[]", "[5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d]"));
        all.put("decimals", made("JSON", "[1.50,null]").natural("DECIMAL(10,2)[]", "[1.50, NULL]"));
        all.put("binaries", made("JSON", "[\"AAH/XCc=\"]"));
        all.put("jsons", made("JSON", "[\"{\\\"a\\\": [1]}\",\"null\"]"));
        all.put("nested ints", made("JSON", "[[1,2],[3,null]]").natural("INTEGER[][]", "[[1, 2], [3, NULL]]"));
        all.put(
                "map",
                made("JSON", "{\"k\":1.5}", "{\"k\":\"NaN\"}", "{}")
                        .natural("MAP(VARCHAR, DOUBLE)", "{k=1.5}", "{k=nan}", "{}"));
        all.put(
                "struct",
                made("JSON", "{\"a\":\"x\\\"y\",\"i\":{\"n\":null,\"b\":\"AQ==\"},\"d\":\"1970-01-01\"}")
                        .natural(
                                "STRUCT(a VARCHAR, i STRUCT(n INTEGER, b VARCHAR), d DATE)",
                                "{'a': 'x\"y', 'i': {'n': NULL, 'b': 'AQ=='}, 'd': 1970-01-01}"));
        all.put("geometry", made("JSON", "{\"wkb\":\"AQI=\",\"srid\":4326}"));
        all.put("vector", made("DOUBLE[]", "[1.5, -2.0]"));
    }
}
