/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.dialect.statement.RowSql.Operation;
import io.synchub.connect.jdbc.schema.ColumnDefinition;
import io.synchub.connect.jdbc.schema.TableDefinition;
import io.synchub.connect.jdbc.schema.TableId;
import io.synchub.connect.jdbc.schema.TypeSize;
import io.synchub.connect.jdbc.write.RowLayout;
import io.synchub.connect.jdbc.write.UpdateWhen;
import io.synchub.connect.jdbc.write.WriteMode;
import io.synchub.connect.jdbc.write.WriteRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class MysqlSqlTest {
    private static final TableId TABLE = new TableId(null, "sales", "or`ders");

    private final MysqlFamilyDialect dialect = new MariaDbDialect();
    private final MysqlRowSql sql = new MysqlRowSql(dialect);
    private final List<RowLayout.Column> columns = List.of(
            new RowLayout.Column("id", Schema.STRING_SCHEMA, true),
            new RowLayout.Column("version", Schema.OPTIONAL_INT64_SCHEMA, false),
            new RowLayout.Column("name", Schema.OPTIONAL_STRING_SCHEMA, false));
    private final List<ColumnDefinition> definitions = List.of(
            MysqlTypes.column("id", Schema.STRING_SCHEMA, false),
            MysqlTypes.column("version", Schema.OPTIONAL_INT64_SCHEMA, true),
            MysqlTypes.column("name", Schema.OPTIONAL_STRING_SCHEMA, true));

    private String text(Operation operation, WriteRule rule, int rows, List<Set<String>> uniqueKeys) {
        TableDefinition table = new TableDefinition(TABLE, definitions, uniqueKeys, Set.of());
        return sql.statement(operation, table, new RowLayout(columns, rule), rows)
                .sql();
    }

    @Test
    void definitions() {
        assertThat(dialect.createTable(TABLE, definitions, List.of("id"))).isEqualTo("""
                CREATE TABLE IF NOT EXISTS `sales`.`or``ders` (
                  `id` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL,
                  `version` bigint NULL,
                  `name` longtext NULL,
                  PRIMARY KEY (`id`)
                ) CHARACTER SET utf8mb4""");
        assertThat(dialect.addColumns(TABLE, definitions.subList(2, 3), Map.of("name", "('x')")))
                .isEqualTo(
                        "ALTER TABLE `sales`.`or``ders`\n  ADD COLUMN IF NOT EXISTS `name` longtext NULL DEFAULT ('x')");
    }

    @Test
    void a_column_that_is_widened_is_defined_anew_with_all_that_was_said_of_it() {
        ColumnDefinition narrow = new ColumnDefinition(
                "name",
                "varchar(3) collate latin1_bin",
                "varchar",
                ColumnDefinition.Family.TEXT,
                false,
                TypeSize.text(3),
                ColumnDefinition.Equality.PADDED,
                " DEFAULT 'a' COMMENT 'c'");
        ColumnDefinition wide = dialect.resized(narrow, TypeSize.text(300)).orElseThrow();
        assertThat(wide.type()).isEqualTo("varchar(300) collate latin1_bin");
        assertThat(dialect.rewrites(narrow, wide)).isTrue();
        assertThat(dialect.resized(narrow, TypeSize.text(20_000)).orElseThrow().type())
                .isEqualTo("longtext collate latin1_bin");
        assertThat(dialect.changeType(TABLE, List.of(narrow)))
                .hasValue(
                        "ALTER TABLE `sales`.`or``ders`\n  MODIFY COLUMN `name` varchar(3) collate latin1_bin NOT NULL"
                                + " DEFAULT 'a' COMMENT 'c'");
        TableDefinition table = new TableDefinition(TABLE, List.of(narrow), List.of(), Set.of());
        assertThat(dialect.dropNotNull(table, List.of("name")))
                .isEqualTo("ALTER TABLE `sales`.`or``ders`\n  MODIFY COLUMN `name` varchar(3) collate latin1_bin NULL"
                        + " DEFAULT 'a' COMMENT 'c'");
    }

    @Test
    void an_upsert_of_two_rows() {
        assertThat(text(Operation.UPSERT, WriteRule.UPSERT, 2, List.of(Set.of("id"))))
                .isEqualTo("INSERT INTO `sales`.`or``ders` (`id`, `version`, `name`) VALUES (?, ?, ?), (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE `version` = VALUES(`version`), `name` = VALUES(`name`)");
    }

    @Test
    void an_upsert_of_newer_rows_into_a_table_of_two_keys() {
        WriteRule newer = new WriteRule(WriteMode.UPSERT, UpdateWhen.NEWER, "version");
        assertThat(text(Operation.UPSERT, newer, 1, List.of(Set.of("id"), Set.of("name"))))
                .isEqualTo("INSERT INTO `sales`.`or``ders` (`id`, `version`, `name`) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE `id` = IF(`id` <=> VALUES(`id`), `id`, (SELECT 1 UNION SELECT 2)),"
                        + " `name` = IF(`version` IS NULL OR `version` <= VALUES(`version`), VALUES(`name`), `name`),"
                        + " `version` = IF(`version` IS NULL OR `version` <= VALUES(`version`), VALUES(`version`),"
                        + " `version`)");
    }

    @Test
    void an_update_of_newer_rows() {
        WriteRule newer = new WriteRule(WriteMode.UPDATE, UpdateWhen.NEWER, "version");
        assertThat(text(Operation.UPDATE, newer, 1, List.of(Set.of("id"))))
                .isEqualTo("UPDATE `sales`.`or``ders` SET `version` = ?, `name` = ? WHERE `id` = ?"
                        + " AND (`version` IS NULL OR `version` <= ?)");
    }

    @Test
    void a_query_for_the_rows_of_two_keys_without_those_that_are_marked() {
        WriteRule rule = new WriteRule(WriteMode.UPSERT, UpdateWhen.CHANGED, null, "version");
        TableDefinition table = new TableDefinition(TABLE, definitions, List.of(Set.of("id")), Set.of());
        assertThat(sql.storedRows(table, new RowLayout(columns, rule), 2)
                        .orElseThrow()
                        .sql())
                .isEqualTo("SELECT `id`, `version`, `name` FROM `sales`.`or``ders` WHERE `id` IN (?, ?)"
                        + " AND NOT (`version` IS TRUE)");
    }

    @Test
    void statements_have_few_sizes_and_texts_that_the_driver_keeps() {
        TableDefinition table = new TableDefinition(TABLE, definitions, List.of(Set.of("id")), Set.of());
        RowLayout layout = new RowLayout(columns, WriteRule.UPSERT);
        int most = sql.rowsOfNext(sql.rowsPerStatement(Operation.UPSERT, table, layout));
        assertThat(most).isEqualTo(256);
        assertThat(sql.rowsOfNext(255)).isEqualTo(128);
        assertThat(sql.rowsOfNext(1)).isEqualTo(1);
        assertThat(sql.statement(Operation.UPSERT, table, layout, most).sql()).hasSizeLessThan(8_000);
    }
}
