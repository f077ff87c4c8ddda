/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.notion.FakeNotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotionFilterTest {
    private static final String A = "{'property':'A','checkbox':{'equals':true}}";
    private static final String B = "{'timestamp':'created_time','created_time':{'on_or_after':'2026-01-01'}}";

    @Test
    void one_filter_is_for_all_and_an_object_of_ids_for_each() {
        assertThat(parse(A).of("x")).isPresent();
        assertThat(parse("").of("x")).isEmpty();
        NotionFilter each = parse(
                "{'" + FakeNotion.DATA_SOURCE.replace("-", "").toUpperCase(java.util.Locale.ROOT) + "':" + A + "}");
        assertThat(each.of(FakeNotion.DATA_SOURCE)).isPresent();
        assertThat(each.of("x")).isEmpty();
        assertThat(each.dataSources()).containsExactly(FakeNotion.DATA_SOURCE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        [1]                                              | must be a JSON object
        {'and':[}                                        | line 1, column 9
        {'and':[],'and':[]}                              | line 1
        {'and':[]}                                       | and: must be an array of one
        {'and':[{'or':[{'timestamp':'now'}]}]}           | and[0].or[0].timestamp: must be created_time
        {'and':[{'or':[{'and':[{}]}]}]}                  | and[0].or[0]: is nested deeper
        {'and':[{}],'property':'x'}                      | 'and' stands alone
        {'property':'x'}                                 | needs exactly one condition
        {'property':'','number':{'equals':1}}            | property: must be a property's name
        {'property':'x','number':5}                      | number: must be an object
        {'property':'x','number':{},'date':{}}           | exactly one condition
        {'timestamp':'created_time','last_edited_time':{'before':'x'}} | exactly one condition
        {'tasks':{}}                                     | tasks: is neither a data source id
        {'11111111222233334444555555555555':{'x':1}}     | 11111111222233334444555555555555: needs one of
        """)
    void what_is_wrong_is_told_with_its_place(String filter, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(filter)).withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        A                            | {and:[T,A]}
        {and:[A,{or:[A,B]}]}         | {and:[T,A,{or:[A,B]}]}
        {or:[A,B]}                   | {and:[T,{or:[A,B]}]}
        {or:[A,{and:[A,B]}]}         | {or:[{and:[T,A]},{and:[T,A,B]}]}
        {or:[A,{or:[A,B]}]}          | {or:[{and:[T,A]},{and:[T,A]},{and:[T,B]}]}
        """)
    void a_bound_joins_the_filter_without_a_third_level(String filter, String joined) {
        JsonNode result =
                Conditions.and(List.of(Conditions.since(Timestamp.EDITED, 0)), FakeNotion.tree(expand(filter)));

        assertThat(result).isEqualTo(FakeNotion.tree(expand(joined)));
        NotionFilter.parse(result.toString());
    }

    @Test
    void a_full_group_makes_room_for_the_bound() {
        String full = "{'and':[" + (A + ",").repeat(99) + A + "]}";
        JsonNode result = Conditions.and(
                List.of(Conditions.since(Timestamp.EDITED, 0)), FakeNotion.tree(full.replace('\'', '"')));

        NotionFilter.parse(result.toString());
        assertThat(result.findValues("checkbox")).hasSize(100);
    }

    private static String expand(String short0) {
        return short0.replace("A", A.replace("'A'", "'a'"))
                .replace("B", B)
                .replace(
                        "T",
                        "{'timestamp':'last_edited_time','last_edited_time':{'on_or_after':'1970-01-01#00:00:00Z'}}")
                .replace("{and:", "{'and':")
                .replace("{or:", "{'or':")
                .replace('#', 'T')
                .replace('\'', '"');
    }

    private static NotionFilter parse(String filter) {
        return NotionFilter.parse(filter.contains("property's") ? filter : filter.replace('\'', '"'));
    }
}
