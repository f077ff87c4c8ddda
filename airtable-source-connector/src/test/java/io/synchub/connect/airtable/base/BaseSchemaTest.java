/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.synchub.connect.airtable.SimulatedBase;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;
import io.synchub.connect.localstack.airtable.AirtableFaults;
import io.synchub.connect.localstack.airtable.Field;
import io.synchub.connect.localstack.http.Answer;
import io.synchub.connect.localstack.http.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BaseSchemaTest {
    private final SimulatedBase simulated = new SimulatedBase();
    private final BaseSchema schema = new BaseSchema(simulated.api(), simulated.clock());

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void a_description_has_the_time_of_airtables_clock() {
        simulated.pass(Duration.ofMinutes(3));

        assertThat(schema.read(0).serverTime()).contains(SimulatedBase.START.plusSeconds(180));
    }

    @Test
    void a_change_that_is_told_once_is_read_once() {
        schema.since(1);
        schema.since(1);
        schema.since(0);
        assertThat(requests()).isEqualTo(1);

        assertThat(schema.since(2).number()).isEqualTo(2);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void a_change_whose_reading_failed_is_read_again() {
        schema.since(1);
        simulated.base.createTable("New", Field.text("Name"));
        simulated.airtable.faults().next(2, AirtableFaults.serverError(503));

        assertThatExceptionOfType(ApiFailure.class).isThrownBy(() -> schema.since(2));
        assertThat(schema.since(2).tables().tables()).hasSize(1);
    }

    @Test
    void what_others_read_a_moment_ago_serves_who_has_not_seen_it() {
        BaseSchema.Seen first = schema.read(0);
        BaseSchema.Seen second = schema.newerThan(first.number());
        assertThat(schema.newerThan(first.number())).isSameAs(second);

        simulated.pass(Duration.ofSeconds(5));
        assertThat(schema.newerThan(first.number()).number()).isEqualTo(3);
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void what_is_no_description_is_not_taken_for_a_base_without_tables() {
        simulated.airtable.faults().next(1, Fault.instead(Answer.json(200, "{}".getBytes(StandardCharsets.UTF_8))));

        assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(() -> schema.read(0))
                .satisfies(e -> assertThat(e.scope()).isEqualTo(Scope.PASSING));
    }

    private long requests() {
        return simulated.count(SimulatedBase.SCHEMA);
    }
}
