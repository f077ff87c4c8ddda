/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import io.synchub.connect.common.config.NamedId;
import java.util.List;
import java.util.regex.Pattern;

/** What Airtable calls by an id or a name, as people write it: {@code tblAbCdEfGhIjKlMn}, {@code Orders (tblAbCdEfGhIjKlMn)}, {@code Orders}. */
final class AirtableIds {
    static final String BASE = "app";
    static final String TABLE = "tbl";
    static final String VIEW = "viw";
    static final String FIELD = "fld";

    private static final Pattern DIGITS = Pattern.compile("[A-Za-z0-9]{14}");

    private AirtableIds() {}

    /** Whether it has the form of an id with that prefix. */
    static boolean isId(String prefix, String text) {
        return text.startsWith(prefix)
                && DIGITS.matcher(text.substring(prefix.length())).matches();
    }

    /** The id, where one is in brackets at the end; else the text, which is an id or a name. */
    static String idOrName(String prefix, String text) {
        String id = NamedId.id(text);
        return isId(prefix, id) ? id : text.strip();
    }

    /** The same of many, without repetitions. */
    static List<String> idsOrNames(String prefix, List<String> texts) {
        return texts.stream().map(text -> idOrName(prefix, text)).distinct().toList();
    }
}
