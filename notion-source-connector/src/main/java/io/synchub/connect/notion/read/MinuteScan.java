/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.ApiFailure.Scope;

/** Reads the rows of one minute of creation that are more than the API gives for one query. */
interface MinuteScan {
    /** A page, with whether it is the last of the minute. */
    record Part(Answer answer, boolean last) {}

    Part next();

    /** Dead cursors, again and again. */
    static ApiFailure stuck(ApiFailure cause) {
        return ApiFailure.unanswered(
                Scope.PASSING,
                cause.code(),
                "Notion's cursors die before the query is through; it is tried again later",
                cause);
    }
}
