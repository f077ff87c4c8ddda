/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MysqlTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import java.util.Map;

/** MySQL keeps JSON as values: digits beyond those of a double are gone. */
class MysqlJdbcSinkRoundTripsIT extends JdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return MysqlTestDatabase.fresh("warehouse");
    }

    @Override
    protected String typeOf(String column) {
        return database.value("SELECT column_type FROM information_schema.columns WHERE table_schema = database()"
                        + " AND table_name = 't' AND column_name = '" + column + "'")
                .replaceAll("int\\((?!1\\))\\d+\\)", "int");
    }

    @Override
    protected String asText(String column) {
        String type = typeOf(column);
        if (type.contains("blob") || type.contains("binary")) {
            return "hex(" + column + ")";
        }
        return type.startsWith("bit") ? "bin(" + column + ")" : "CAST(" + column + " AS CHAR)";
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
        all.put("boolean", made("tinyint(1)", "1", "0").natural("bit(1)"));
        all.put("int8", made("tinyint", "-128", "127").natural("decimal(5)"));
        all.put("int16", made("smallint", "-32768", "32767").natural("varchar(9)"));
        all.put("int32", made("int", "-2147483648", "2147483647"));
        all.put(
                "int64",
                made("bigint", "-9223372036854775808", "9223372036854775807").natural("decimal(20)"));
        all.put("year", made("int", "1", "2155"));
        all.put("float32", made("double", REFUSED, "3.4028235e38", "1.4e-45", "-0.1", REFUSED, REFUSED));
        all.put("float64", made("double", REFUSED, "1.7976931348623157e308", "5e-324", "0.1", "-0", REFUSED, REFUSED));
        all.put(
                "decimal",
                made("decimal(65,2)", "-0.01", "12345678901234567890123456789012345678901234567890.12")
                        .natural("decimal(60,2)"));
        all.put("decimal(10,2)", made("decimal(10,2)", "99999999.99", "0.00"));
        all.put("decimal(38,0)", made("decimal(38,0)", "10000000000000000000000000000000000000"));
        all.put(
                "decimal(60,30)",
                made("decimal(60,30)", "111111111111111111111111111111.222222222222222222222222222222")
                        .natural("longtext"));
        all.put("decimal(5,-2)", made("decimal(7,0)", "-1234500"));
        all.put(
                "variable scale",
                made("longtext", "123.456", "-100", "1000000000000000000000000000000000000000000000000000000000000"));
    }

    private static void expectTexts(Map<String, Expectation> all) {
        all.put(
                "string",
                made("longtext", "", "NULL", "a'b\"c\\d{},\n\t", "😀 ÄÖ \u200b", " padded ")
                        .natural("varchar(20)"));
        all.put("bytes", made("longblob", "0001FF5C27", "0506", "").natural("varbinary(5)"));
        all.put("bits", made("bit(10)", "1000000101").natural("bit(12)").natural("varchar(10)"));
        all.put("uuid", made("char(36)", "5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d").natural("varchar(36)"));
        all.put(
                "json",
                made("json", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "1.2345678901234567e19")
                        .natural("text", "{\"b\": [1, null, \"x'y\"]}", "\"text\"", "null", "12345678901234567890.5"));
        all.put("xml", made("longtext", "<a b=\"c\">d</a>"));
        all.put("enum", made("longtext", "happy", "it's").natural("enum('happy','it''s')"));
        all.put("enum set", made("longtext", "a,b", "").natural("set('a','b')"));
        all.put("ltree", made("longtext", "a.b"));
        all.put("tsvector", made("longtext", "'a':1 'b':2"));
    }

    private static void expectDatesAndTimes(Map<String, Expectation> all) {
        all.put(
                "date",
                made("date", "1970-01-01", REFUSED, "0001-01-01", REFUSED)
                        .natural("int", "0", "-719163", "-719162", "2932897"));
        all.put("connect date", made("date", "1970-01-01"));
        all.put("iso date", made("date", "2017-09-15", REFUSED, REFUSED));
        all.put("structured date", made("date", REFUSED, REFUSED));
        all.put(
                "time",
                made("time(6)", "00:00:00.000000", "01:02:03.004000")
                        .natural("time(3)", "00:00:00.000", "01:02:03.004"));
        all.put(
                "micro time",
                made("time(6)", "00:00:00.000000", "24:00:00.000000", "23:59:59.999999", "00:00:00.000001"));
        all.put("nano time", made("time(6)", "00:00:00.000000", "23:59:59.999999"));
        all.put("iso time", made("time(6)", "10:15:30.250000"));
        all.put("connect time", made("time(6)", "01:02:03.004000"));
        all.put("zoned time", made("varchar(32)", "10:15:30.250+02:00", "24:00:00Z"));
    }

    private static void expectTimestamps(Map<String, Expectation> all) {
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
        all.put("nano timestamp", made("datetime(6)", "1970-01-01 00:00:00.000001", "1969-12-31 23:59:59.999999"));
        all.put("connect timestamp", made("datetime(6)", "1969-12-31 23:59:59.999000", REFUSED));
        all.put(
                "iso timestamp",
                made("datetime(6)", "2024-03-31 02:30:00.123456").natural("timestamp(6)"));
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
    }

    private static void expectArraysAndStructures(Map<String, Expectation> all) {
        all.put("strings", made("json", "[\"a\", null, \"\", \"NULL\", \"q\\\"b\\\\c{},\"]", "[]"));
        all.put("ints", made("json", "[1, null, -2]", "[]").natural("varchar(20)", "[1,null,-2]", "[]"));
        all.put("dates", made("json", "[\"1970-01-01\", null]"));
        all.put(
                "timestamps",
                made("json", "[\"1970-01-01T00:00:00.000001\", null, \"0000-12-31T23:59:59.999999\", \"infinity\"]"));
        all.put("zoned timestamps", made("json", "[\"2024-06-01T10:00+02:00\"]"));
        all.put("uuids", made("json", "[\"5b3f0c1e-8f3a-4a34-9d6e-0f3f1a2b3c4d\"]"));
        all.put("decimals", made("json", "[1.5, null]"));
        all.put("binaries", made("json", "[\"AAH/XCc=\"]"));
        all.put("jsons", made("json", "[\"{\\\"a\\\": [1]}\", \"null\"]"));
        all.put("nested ints", made("json", "[[1, 2], [3, null]]"));
        all.put("map", made("json", "{\"k\": 1.5}", "{\"k\": \"NaN\"}", "{}"));
        all.put(
                "struct",
                made("json", "{\"a\": \"x\\\"y\", \"d\": \"1970-01-01\", \"i\": {\"b\": \"AQ==\", \"n\": null}}"));
        all.put("geometry", made("json", "{\"wkb\": \"AQI=\", \"srid\": 4326}"));
        all.put("vector", made("json", "[1.5, -2.0]"));
    }
}
