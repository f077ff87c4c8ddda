/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemListTest {
    @Test
    void a_comma_in_brackets_does_not_end_an_item_and_blanks_do_not_count() {
        assertThat(parts(" id , total : amount:decimal( 10 , 2 ) ,created::date"))
                .containsExactly(
                        List.of("id"), List.of("total", "amount", "decimal( 10 , 2 )"), List.of("created", "", "date"));
    }

    @Test
    void a_name_in_double_quotes_holds_anything() {
        assertThat(parts("\"a:b, (c\" : \"say \"\"hi\"\"\" , d"))
                .containsExactly(List.of("a:b, (c", "say \"hi\""), List.of("d"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,,b          | At character 3: the item names no source column",
                "a,            | At character 3: the item names no source column",
                ":b            | At character 1: the item names no source column",
                "a, b:c:d:e    | At character 4: the item has more than three parts",
                "a:x, b:x      | At character 6: a second column would be named x",
                "a::decimal(1  | At character 11: a bracket is opened and not closed",
                "a, \"b        | At character 4: a double quote is opened and not closed",
                "\"a\"b       | At character 4: after a name in double quotes only",
                "a\"b         | At character 2: a double quote stands within a name",
            })
    void what_is_wrong_is_refused_on_the_key_with_its_place(String list, String message) {
        assertThatThrownBy(() -> parts(list))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("for configuration transforms.map.columns: " + message);
    }

    @Test
    void an_empty_list_is_refused() {
        assertThatThrownBy(() -> parts("  ")).hasMessageContaining("name at least one column as source[:dest]");
        assertThatThrownBy(() -> parts(null)).isInstanceOf(ConfigException.class);
    }

    @Property
    void any_names_come_back_when_they_are_quoted(@ForAll("names") List<String> names) {
        String list = names.stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" , "));

        assertThat(parts(list)).isEqualTo(names.stream().map(List::of).toList());
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .uniqueElements();
    }

    private static List<List<String>> parts(String list) {
        return ItemList.parse(
                "transforms.map.columns",
                list,
                "source[:dest]",
                Item::parts,
                parts -> parts.size() > 1 && !parts.get(1).isEmpty() ? parts.get(1) : parts.get(0));
    }
}
