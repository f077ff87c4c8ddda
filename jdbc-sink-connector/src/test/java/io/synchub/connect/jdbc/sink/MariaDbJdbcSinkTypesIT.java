/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink;

import static io.synchub.connect.jdbc.sink.harness.Records.schema;
import static io.synchub.connect.jdbc.sink.harness.Records.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.jdbc.sink.harness.MariaDbTestDatabase;
import io.synchub.connect.jdbc.sink.harness.SinkWorker;
import io.synchub.connect.jdbc.sink.harness.TestDatabase;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

class MariaDbJdbcSinkTypesIT extends MysqlCompatibleJdbcSinkTypes {
    @Override
    protected TestDatabase freshDatabase() {
        return MariaDbTestDatabase.fresh("warehouse");
    }

    /** Here and not with MySQL's tests, since it runs wherever MariaDB does. */
    @Test
    void a_url_of_mysql_is_served_by_the_driver_that_is_there() {
        String url = database.properties().get("connection.url").replace("jdbc:mariadb:", "jdbc:mysql:");
        SinkWorker worker = start(
                "orders",
                "connection.url",
                url,
                "auto.create",
                "true",
                "insert.mode",
                "upsert",
                "pk.mode",
                "record_key");
        Schema key = schema("id:int64");
        Schema row = schema("name:string");
        worker.put(worker.next("orders", key, struct(key, 1L), row, struct(row, "a")));
        assertThat(database.rows("SELECT id, name FROM orders")).containsExactly("1|a");
    }
}
