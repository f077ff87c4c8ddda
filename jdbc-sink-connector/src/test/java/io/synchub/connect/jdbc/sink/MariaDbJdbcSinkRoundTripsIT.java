/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import io.synchub.connect.jdbc.sink.harness.TypeCase;
import java.util.Map;

/** Cases with values that MariaDB can not hold are those of {@link MysqlCompatibleJdbcSinkTypes}. */
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

    private static Expectation made(String type, String... texts) {
        return new Expectation().made(type, texts);
    }

    @Override
    protected void expect(Map<String, Expectation> all) {
        TypeCase.all().forEach(type -> all.put(type.name(), null));
        expectNumbers(all);
        expectTexts(all);
        expectTimes(all);
        expectStructures(all);
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
}
