/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.synchub.connect.airtable.Recorded;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPageTest {
    @Test
    void of_a_payload_only_ids_are_kept() throws IOException {
        PayloadPage page = page("{'payloads':[{'timestamp':'t','baseTransactionNumber':4,'changedTablesById':{'tbl1':{"
                + "'createdRecordsById':{'rec1':{'cellValuesByFieldId':{'fld1':{'deep':[1]}}}},"
                + "'changedRecordsById':{'rec2':{'current':{}},'rec3':{}},'destroyedRecordIds':['rec4']}}}],"
                + "'cursor':5,'mightHaveMore':true,'payloadFormat':'v0'}");

        assertThat(page.cursor()).isEqualTo(5);
        assertThat(page.more()).isTrue();
        Payload payload = page.payloads().get(0);
        assertThat(payload.tables())
                .containsOnlyKeys("tbl1")
                .containsValue(new TableSignals(List.of("rec1", "rec2", "rec3"), List.of("rec4"), false, false));
        assertThat(payload.schema()).isFalse();
        assertThat(payload.error()).isEmpty();
    }

    @Test
    void errors_have_their_code() throws IOException {
        Payload payload = page("{'payloads':[{'error':true,'code':'INVALID_HOOK'}],'cursor':2,'mightHaveMore':false}")
                .payloads()
                .get(0);

        assertThat(payload.error()).contains("INVALID_HOOK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'changedTablesById':{'tbl1':{'createdFieldsById':{'fld1':{}}}}",
                "'changedTablesById':{'tbl1':{'changedFieldsById':{'fld1':{}}}}",
                "'changedTablesById':{'tbl1':{'destroyedFieldIds':['fld1']}}",
                "'changedTablesById':{'tbl1':{'changedMetadata':{'current':{}}}}",
                "'createdTablesById':{'tbl1':{'fieldsById':{}}}",
                "'destroyedTableIds':['tbl1']"
            })
    void changes_of_descriptions_are_seen(String what) throws IOException {
        assertThat(page("{'payloads':[{" + what + "}],'cursor':2}")
                        .payloads()
                        .get(0)
                        .schema())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'changedTablesById':{'tbl1':{'createdFieldsById':{},'destroyedFieldIds':[]}}",
                "'changedTablesById':{'tbl1':{'changedViewsById':{'viw1':{'destroyedRecordIds':['rec1']}}}}",
                "'changedTablesById':null,'createdTablesById':null,'destroyedTableIds':null",
                "'somethingNew':{'a':[{'b':1}]}"
            })
    void what_concerns_no_row_and_no_description_is_passed_over(String what) throws IOException {
        Payload payload =
                page("{'payloads':[{" + what + "}],'cursor':2}").payloads().get(0);

        assertThat(payload.schema()).isFalse();
        assertThat(payload.tables()).isEmpty();
    }

    @Test
    void a_table_that_comes_back_and_is_changed_in_one_payload_is_both() throws IOException {
        Payload payload = page("{'payloads':[{'createdTablesById':{'tbl1':{}},'changedTablesById':{'tbl1':{"
                        + "'changedRecordsById':{'rec1':{}}}}}],'cursor':2}")
                .payloads()
                .get(0);

        assertThat(payload.tables().get("tbl1")).isEqualTo(new TableSignals(List.of("rec1"), List.of(), true, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'payloads':[],'mightHaveMore':false}",
                "{'payloads':[],'cursor':'5'}",
                "{'payloads':[{'changedTablesById':{'tbl1':{'destroyedRecordIds':['rec1'"
            })
    void what_is_no_answer_with_payloads_is_refused(String body) {
        assertThatIOException().isThrownBy(() -> page(body));
    }

    @Test
    void recorded_payloads_are_read() throws IOException {
        String changed = Recorded.bodies("webhooks__pyairtable__WebhookPayload_TableChanged")
                .get(0)
                .toString();
        String payload =
                Recorded.bodies("webhooks__pyairtable__WebhookPayload__").get(0).toString();

        PayloadPage page = page("{'payloads':[{'changedTablesById':{'tbl1':" + changed + "}}," + payload
                + "],'cursor':9,'mightHaveMore':false}");

        assertThat(page.payloads().get(0).tables().get("tbl1"))
                .isEqualTo(new TableSignals(
                        List.of("rec00000000000000", "rec00000000000001"), List.of("rec00000000000002"), true, false));
        assertThat(page.payloads().get(1).schema()).isTrue();
    }

    private static PayloadPage page(String body) throws IOException {
        try (JsonParser parser = new ObjectMapper().createParser(body.replace('\'', '"'))) {
            return PayloadPage.read(parser);
        }
    }
}
