/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.Locale;

/** The kinds of columns a data source can have. */
public enum PropertyType {
    TITLE,
    RICH_TEXT,
    NUMBER,
    CHECKBOX,
    SELECT,
    STATUS,
    MULTI_SELECT,
    DATE,
    PEOPLE,
    FILES,
    URL,
    EMAIL,
    PHONE_NUMBER,
    RELATION,
    FORMULA,
    ROLLUP,
    CREATED_TIME,
    LAST_EDITED_TIME,
    CREATED_BY,
    LAST_EDITED_BY,
    UNIQUE_ID,
    VERIFICATION,
    PLACE,
    BUTTON,
    /** A kind that Notion might invent; its name and its values' JSON are the test's. */
    CUSTOM;

    /** As in JSON. */
    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasOptions() {
        return this == SELECT || this == STATUS || this == MULTI_SELECT;
    }

    /** Whether the property endpoint gives it as a list of items. */
    boolean isPaged() {
        return this == TITLE || this == RICH_TEXT || this == PEOPLE || this == RELATION || this == ROLLUP;
    }
}
