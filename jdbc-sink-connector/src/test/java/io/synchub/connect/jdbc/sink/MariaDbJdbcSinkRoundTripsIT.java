/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

class MariaDbJdbcSinkRoundTripsIT extends JdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Override
    protected String typeOf(String column) {
        return database.value("SELECT column_type FROM information_schema.columns WHERE table_schema = database()"
                        + " AND table_name = 't' AND column_name = '" + column + "'")
                .replaceAll("int\\((?!1\\))\\d+\\)", "int");
    }

    @Override
    protected String asText(String column) {
        return "CASE WHEN (SELECT data_type FROM information_schema.columns WHERE table_schema = database()"
                + " AND table_name = 't' AND column_name = '" + column + "') IN ('longblob', 'varbinary') THEN hex("
                + column + ") WHEN (SELECT data_type FROM information_schema.columns WHERE table_schema = database()"
                + " AND table_name = 't' AND column_name = '" + column + "') = 'bit' THEN bin(" + column
                + ") ELSE CAST(" + column + " AS CHAR) END";
    }

    @Override
    protected void expect(Map<String, Expectation> all) {
        expectNumbers(all);
        expectTexts(all);
        expectTimes(all);
        expectStructures(all);
        expectRefusals(all);
    }

    private static void expectNumbers(Map<String, Expectation> all) {
        all.put("boolean", made("tinyint(1)", "1", "0").natural("bool").natural("bit(1)"));
        all.put("int8", made("tinyint", "-128", "127").natural("smallint").natural("decimal(5)"));
        all.put("int16", made("smallint", "-32768", "32767").natural("int").natural("varchar(9)"));
        all.put("int32", made("int", "-2147483648", "2147483647").natural("int").natural("longtext"));
        all.put(
                "int64",
                made("bigint", "-9223372036854775808", "9223372036854775807")
                        .natural("bigint")
                        .natural("decimal(20)"));
        all.put("year", made("int", "1", "2155").natural("smallint unsigned"));
        String fifty = "12345678901234567890123456789012345678901234567890.12";
        all.put("decimal", made("decimal(65,2)", "-0.01", fifty).natural("decimal(60,2)"));
        all.put("decimal(10,2)", made("decimal(10,2)", "99999999.99", "0.00").natural("decimal(12,2)"));
        all.put("decimal(38,0)", made("decimal(38,0)", "1" + "0".repeat(37)).natural("decimal(38)"));
        all.put(
                "decimal(60,30)",
                made("decimal(60,30)", "1".repeat(30) + "." + "2".repeat(30)).natural("longtext"));
        all.put(
                "decimal(5,-2)",
                made("decimal(7,0)", "-1234500").natural("decimal(7)").natural("int"));
        all.put(
                "variable scale",
                made("longtext", "123.456", "-100", "1" + "0".repeat(60)).natural("text"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        all.put(
                "string",
                made("longtext", "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded ")
                        .natural("varchar(20)")
                        .natural("text"));
        all.put("bytes", made("longblob", "0001FF5C27", "0506", "").natural("varbinary(5)"));
        all.put("bits", made("bit(10)", "1000000101").natural("bit(12)").natural("varchar(10)"));
        String uuid = "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d";
        all.put("uuid", made("char(36)", uuid).natural("varchar(36)"));
        all.put(
                "json",
                made("longtext", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "12345678901234567890.5")
                        .natural("json")
                        .natural("text"));
        all.put("xml", made("longtext", "<a b=\"c\">d</a>").natural("text"));
        all.put(
                "enum",
                made("longtext", "happy", "it's")
                        .natural("enum('happy','it''s')")
                        .natural("varchar(5)"));
        all.put("enum set", made("longtext", "a,b", "").natural("set('a','b')").natural("varchar(9)"));
        all.put("ltree", made("longtext", "a.b").natural("varchar(9)"));
        all.put("tsvector", made("longtext", "'a':1 'b':2").natural("text"));
    }

    private static void expectTimes(Map<String, Expectation> all) {
        all.put("connect date", made("date", "1970-01-01").natural("date").natural("varchar(10)"));
        all.put(
                "time",
                made("time(6)", "00:00:00.000000", "01:02:03.004000")
                        .natural("time(3)", "00:00:00.000", "01:02:03.004"));
        all.put("iso time", made("time(6)", "10:15:30.250000").natural("time(6)"));
        all.put("connect time", made("time(6)", "01:02:03.004000").natural("time(3)", "01:02:03.004"));
        all.put(
                "nano timestamp",
                made("datetime(6)", "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999")
                        .natural("datetime(6)"));
        all.put(
                "iso timestamp",
                made("datetime(6)", "2024-03-31 02:30:00.123456").natural("timestamp(6)"));
    }

    private static void expectStructures(Map<String, Expectation> all) {
        all.put("ints", made("longtext", "[1,null,-2]", "[]").natural("json").natural("varchar(20)"));
        all.put("nested ints", made("longtext", "[[1,2],[3,null]]").natural("json"));
        all.put("geometry", made("longtext", "{\"wkb\":\"AQI=\",\"srid\":4326}").natural("json"));
        all.put("vector", made("longtext", "[1.5,-2.0]").natural("json"));
    }

    /** And what comes as texts and JSON. */
    private static void expectRefusals(Map<String, Expectation> all) {
        all.put("float32", made("double", REFUSED, "3.4028235e38", "1.4e-45", "-0.1", REFUSED, REFUSED));
        all.put("float64", made("double", REFUSED, "1.7976931348623157e308", "5e-324", "0.1", "-0", REFUSED, REFUSED));
        all.put(
                "date",
                made("date", "1970-01-01", REFUSED, "0001-01-01", REFUSED)
                        .natural("int", "0", "-719163", "-719162", "2932897"));
        all.put("iso date", made("date", "2017-09-15", REFUSED, REFUSED));
        all.put("structured date", made("date", REFUSED, REFUSED));
        all.put(
                "micro time",
                made("time(6)", "00:00:00.000000", "24:00:00.000000", "23:59:59.999999", "00:00:00.000001"));
        all.put("nano time", made("time(6)", "00:00:00.000000", "23:59:59.999999"));
        all.put("zoned time", made("varchar(32)", "10:15:30.250+02:00", "24:00:00Z"));
        all.put("timestamp", made("datetime(6)", "1970-01-01 00:00:00.001000", "1969-12-31 23:59:59.999000", REFUSED));
        all.put(
                "micro timestamp",
                made(
                                "datetime(6)",
                                "1970-01-01 00:00:00.000001",
                                "1969-12-31 23:59:59.999999",
                                REFUSED,
                                REFUSED,
                                REFUSED,
                                REFUSED)
                        .natural(
                                "bigint",
                                "1",
                                "-1",
                                "9223372036825200000",
                                "-9223372036832400000",
                                "-62135596800000001",
                                "253402300800000000"));
        all.put("connect timestamp", made("datetime(6)", "1969-12-31 23:59:59.999000", REFUSED));
        all.put(
                "zoned timestamp",
                made(
                        "datetime(6)",
                        "2024-06-01 08:00:00.500000",
                        "2024-06-01 10:00:00.123456",
                        REFUSED,
                        REFUSED,
                        REFUSED,
                        REFUSED));
        all.put("interval", made("longtext", "P1Y2M3DT4H5M6.78S", "P-1Y-2M3DT-4H-5M-6.78S"));
        all.put("micro duration", made("longtext", "PT-1.5S", "PT25H"));
        all.put("nano duration", made("longtext", "PT-1.5S"));
        all.put("strings", made("longtext", "[\"a\",null,\"\",\"NULL\",\"q\\\"b\\\\c{},\"]", "[]"));
        all.put("dates", made("longtext", "[\"1970-01-01\",null]"));
        all.put(
                "timestamps",
                made("longtext", "[\"1970-01-01T00:00:00.000001\",null,\"0000-12-31T23:59:59.999999\",\"infinity\"]"));
        all.put("zoned timestamps", made("longtext", "[\"2024-06-01T10:00+02:00\"]"));
        all.put("uuids", made("longtext", "[\"5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d\"]"));
        all.put("decimals", made("longtext", "[1.50,null]"));
        all.put("binaries", made("longtext", "[\"AAH/XCc=\"]"));
        all.put("jsons", made("longtext", "[\"{\\\"a\\\": [1]}\",\"null\"]"));
        all.put("map", made("longtext", "{\"k\":1.5}", "{\"k\":\"NaN\"}", "{}"));
        all.put(
                "struct",
                made("longtext", "{\"a\":\"x\\\"y\",\"i\":{\"n\":null,\"b\":\"AQ==\"},\"d\":\"1970-01-01\"}"));
    }
}
