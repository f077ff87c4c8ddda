/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.synchub.connect.common.schema.Field;
import io.synchub.connect.common.schema.Kind;
import io.synchub.connect.common.schema.Table;
import io.synchub.connect.notion.FakeNotion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceTest {
    private static final String SCHEMA = "{'title':[{'plain_text':'My '},{'plain_text':'tasks'}],'properties':{"
            + "'Z':{'id':'z','name':'Z','type':'title','title':{}},"
            + "'B':{'id':'b','name':'B','description':'d','type':'select','select':{'options':[{'id':'1','name':'Low','color':'red'},{'id':'2','name':'High'}]}},"
            + "'A':{'id':'a','name':'A','type':'formula','formula':{'expression':'1+1'}},"
            + "'U':{'id':'u','name':'U','type':'unique_id','unique_id':{'prefix':'X'}},"
            + "'N':{'id':'n','name':'N','type':'number','number':{'format':'dollar'}},"
            + "'H':{'id':'h','name':'H','type':'hologram','hologram':{'depth':1,'color':'red'}},"
            + "'K':{'id':'k','name':'K','type':'button','button':{}}}}";

    @Test
    void the_title_comes_first_then_names_and_a_button_is_no_column() {
        DataSource dataSource = read(SCHEMA, false);
        Table table = dataSource.layout().table();

        assertThat(table.name()).isEqualTo("My tasks");
        assertThat(table.fields().stream().map(Field::name))
                .containsExactly("created_time", "last_edited_time", "url", "in_trash", "Z", "A", "B", "H", "N", "U");
        assertThat(table.fields().stream().map(Field::declared).map(k -> k.map(Kind::name)
                        .orElse("?")))
                .containsExactly(
                        "INSTANT", "INSTANT", "TEXT", "BOOLEAN", "TEXT", "?", "TEXT", "JSON", "NUMBER", "TEXT");
        assertThat(dataSource.uniqueId().map(Field::name)).isEqualTo(Optional.of("U"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'name':'Low'          | 'name':'Lower'         | true
        1+1                   | 1+2                    | true
        'prefix':'X'          | 'prefix':'Y'           | true
        'type':'number','number' | 'type':'checkbox','checkbox' | true
        'depth':1             | 'depth':2              | true
        'id':'n'              | 'id':'m'               | true
        'color':'red'         | 'color':'blue'         | false
        'description':'d'     | 'description':'e'      | false
        'format':'dollar'     | 'format':'euro'        | false
        'name':'A'            | 'name':'Renamed'       | false
        {'id':'1','name':'Low','color':'red'},{'id':'2','name':'High'} | {'id':'2','name':'High'},{'id':'1','name':'Low','color':'red'} | false
        """)
    void the_shape_changes_with_what_shows_in_rows(String before, String after, boolean changes) {
        String changed = SCHEMA.replace(before, after);
        assertThat(changed).isNotEqualTo(SCHEMA);

        assertThat(shape(changed, false)).matches(shape -> shape.equals(shape(SCHEMA, false)) != changes);
    }

    @Test
    void a_rename_shows_where_columns_follow_names() {
        assertThat(shape(SCHEMA.replace("'name':'A'", "'name':'C'"), true)).isNotEqualTo(shape(SCHEMA, true));
    }

    private static String shape(String schema, boolean names) {
        return read(schema, names).layout().table().shape();
    }

    private static DataSource read(String schema, boolean names) {
        return DataSource.read("id", FakeNotion.tree(schema.replace('\'', '"')), new DataSource.Look(false, names, ""));
    }
}
