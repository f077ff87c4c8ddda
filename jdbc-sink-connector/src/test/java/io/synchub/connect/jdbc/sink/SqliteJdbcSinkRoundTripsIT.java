/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.SqliteTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

/** What SQLite has no type for is a text, and a column that users give a type of their own takes texts as they are. */
class SqliteJdbcSinkRoundTripsIT extends JdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return SqliteTestDatabase.fresh();
    }

    @Override
    protected String typeOf(String column) {
        return database.value("SELECT type FROM pragma_table_info('t') WHERE name = '" + column + "'");
    }

    @Override
    protected String asText(String column) {
        return "CASE typeof(" + column + ") WHEN 'blob' THEN hex(" + column + ") WHEN 'real' THEN format('%!.17g', "
                + column + ") ELSE CAST(" + column + " AS TEXT) END";
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
        all.put("boolean", made("BOOLEAN", "1", "0").natural("INTEGER").natural("TEXT", "true", "false"));
        all.put("int8", made("INTEGER", "-128", "127"));
        all.put("int16", made("INTEGER", "-32768", "32767").natural("SMALLINT").natural("REAL", "-32768.0", "32767.0"));
        all.put("int32", made("INTEGER", "-2147483648", "2147483647"));
        all.put(
                "int64",
                made("INTEGER", "-9223372036854775808", "9223372036854775807")
                        .natural("NUMERIC")
                        .natural("TEXT"));
        all.put("year", made("INTEGER", "1", "2155"));
        all.put(
                "float32",
                made(
                        "REAL",
                        REFUSED,
                        "3.4028234999999999e+38",
                        "1.4000000000000001e-45",
                        "-0.10000000000000001",
                        "Inf",
                        "-Inf"));
        all.put(
                "float64",
                made(
                                "REAL",
                                REFUSED,
                                "1.7976931348623157e+308",
                                "4.9406564584124654e-324",
                                "0.10000000000000001",
                                "0.0",
                                "Inf",
                                "-Inf")
                        .natural("DOUBLE PRECISION")
                        .natural(
                                "NUMERIC",
                                REFUSED,
                                "1.7976931348623157e+308",
                                "4.9406564584124654e-324",
                                "0.10000000000000001",
                                "0",
                                "Inf",
                                "-Inf")
                        .natural(
                                "TEXT",
                                "NaN",
                                "1.7976931348623157E308",
                                "4.9E-324",
                                "0.1",
                                "-0.0",
                                "Infinity",
                                "-Infinity"));
        all.put(
                "decimal",
                made("TEXT", "-0.01", "12345678901234567890123456789012345678901234567890.12")
                        .natural("NUMERIC", "-0.01", REFUSED));
        all.put(
                "decimal(10,2)",
                made("TEXT", "99999999.99", "0.00")
                        .natural("NUMERIC", "99999999.989999995", "0")
                        .natural("DECIMAL(12,2)", "99999999.989999995", "0")
                        .natural("TEXT")
                        .natural("REAL", "99999999.989999995", "0.0"));
        all.put("decimal(38,0)", made("TEXT", "10000000000000000000000000000000000000"));
        all.put("decimal(60,30)", made("TEXT", "111111111111111111111111111111.222222222222222222222222222222"));
        all.put("decimal(5,-2)", made("TEXT", "-1234500"));
        all.put(
                "variable scale",
                made("TEXT", "123.456", "-100", "1000000000000000000000000000000000000000000000000000000000000"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        all.put(
                "string",
                made("TEXT", "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded ")
                        .natural("VARCHAR(9)")
                        .natural("CLOB"));
        all.put("bytes", made("BLOB", "0001FF5C27", "0506", "").natural("BLOB"));
        all.put("bits", made("TEXT", "1000000101"));
        all.put("uuid", made("TEXT", "5B3F0C1E-8F3A-4A34-9D6E-0F3F1A2B3C4D").natural("CHAR(36)"));
        all.put(
                "json",
                made("TEXT", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "12345678901234567890.5")
                        .natural("JSON", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "1.2345678901234567e+19"));
        all.put("xml", made("TEXT", "<a b=\"c\">d</a>"));
        all.put("enum", made("TEXT", "happy", "it's").natural("VARCHAR(9)"));
        all.put("enum set", made("TEXT", "a,b", ""));
        all.put("ltree", made("TEXT", "a.b"));
        all.put("tsvector", made("TEXT", "'a':1 'b':2"));
    }

    private static void expectDatesAndTimes(Map<String, Expectation> all) {
        all.put(
                "date",
                made("TEXT", "1970-01-01", "0000-12-31", "0001-01-01", REFUSED)
                        .natural("DATE")
                        .natural("INTEGER", "0", "-719163", "-719162", "2932897"));
        all.put("connect date", made("TEXT", "1970-01-01"));
        all.put("iso date", made("TEXT", "2017-09-15", REFUSED, REFUSED));
        all.put("structured date", made("TEXT", REFUSED, REFUSED));
        all.put("time", made("TEXT", "00:00:00", "01:02:03.004000"));
        all.put(
                "micro time",
                made("TEXT", "00:00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001")
                        .natural("TIME"));
        all.put("nano time", made("TEXT", "00:00:00", "23:59:59.999999"));
        all.put("iso time", made("TEXT", "10:15:30.250000"));
        all.put("connect time", made("TEXT", "01:02:03.004000"));
        all.put("zoned time", made("TEXT", "10:15:30.250+02:00", "24:00:00Z"));
    }

    private static void expectTimestamps(Map<String, Expectation> all) {
        all.put("timestamp", made("TEXT", "1970-01-01 00:00:00.001000", "1969-12-31 23:59:59.999000", REFUSED));
        all.put(
                "micro timestamp",
                made(
                                "TEXT",
                                "1970-01-01 00:00:00.000001",
                                "1969-12-31 23:59:59.999999",
                                REFUSED,
                                REFUSED,
                                "0000-12-31 23:59:59.999999",
                                REFUSED)
                        .natural("DATETIME")
                        .natural(
                                "INTEGER",
                                "1",
                                "-1",
                                "9223372036825200000",
                                "-9223372036832400000",
                                "-62135596800000001",
                                "253402300800000000"));
        all.put("nano timestamp", made("TEXT", "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999"));
        all.put("connect timestamp", made("TEXT", "1969-12-31 23:59:59.999000", REFUSED));
        all.put("iso timestamp", made("TEXT", "2024-03-31 02:30:00.123456"));
        all.put(
                "zoned timestamp",
                made(
                                "TEXT",
                                "2024-06-01 08:00:00.500000",
                                "2024-06-01 10:00:00.123456",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural("TIMESTAMP"));
        all.put("interval", made("TEXT", "P1Y2M3DT4H5M6.78S", "P-1Y-2M3DT-4H-5M-6.78S"));
        all.put("micro duration", made("TEXT", "PT-1.5S", "PT25H"));
        all.put("nano duration", made("TEXT", "PT-1.5S"));
    }

    private static void expectArraysAndStructures(Map<String, Expectation> all) {
        all.put("strings", made("TEXT", "[\"a\",null,\"\",\"NULL\",\"q\\\"b\\\\c{},\"]", "[]"));
        all.put("ints", made("TEXT", "[1,null,-2]", "[]").natural("JSON"));
        all.put("dates", made("TEXT", "[\"1970-01-01\",null]"));
        all.put(
                "timestamps",
                made("TEXT", "[\"1970-01-01T00:00:00.000001\",null,\"0000-12-31T23:59:59.999999\",\"infinity\"]"));
        all.put("zoned timestamps", made("TEXT", "[\"2024-06-01T10:00+02:00\"]"));
        all.put("uuids", made("TEXT", "[\"5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d\"]"));
        all.put("decimals", made("TEXT", "[1.50,null]"));
        all.put("binaries", made("TEXT", "[\"AAH/XCc=\"]"));
        all.put("jsons", made("TEXT", "[\"{\\\"a\\\": [1]}\",\"null\"]"));
        all.put("nested ints", made("TEXT", "[[1,2],[3,null]]"));
        all.put("map", made("TEXT", "{\"k\":1.5}", "{\"k\":\"NaN\"}", "{}"));
        all.put("struct", made("TEXT", "{\"a\":\"x\\\"y\",\"i\":{\"n\":null,\"b\":\"AQ==\"},\"d\":\"1970-01-01\"}"));
        all.put("geometry", made("TEXT", "{\"wkb\":\"AQI=\",\"srid\":4326}"));
        all.put("vector", made("TEXT", "[1.5,-2.0]"));
    }
}
