/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class MariaDbJdbcSinkEvolutionIT extends MysqlCompatibleJdbcSinkEvolution {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    @Test
    void the_check_of_a_column_stays() {
        database.run("CREATE TABLE t (id int PRIMARY KEY, v smallint CHECK (v > 0))");
        SinkWorker worker = start("t", EVOLVE);
        worker.put(record(worker, 1, row(Schema.INT32_SCHEMA), 70_000));
        assertThat(type("v")).isEqualTo("int");
        assertThatThrownBy(() -> database.run("INSERT INTO t VALUES (2, -1)")).hasMessageContaining("CONSTRAINT");
    }
}
