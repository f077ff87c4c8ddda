/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Knows which tables there are to follow, as a user's configuration names them. */
public interface TableFinder {
    /**
     * Asks the platform.
     *
     * @param pinned the name that a table has in topics for ever, if it has been followed before; it tells a table apart that is
     *     called otherwise now
     * @return the tables with their names as people wrote them
     * @throws io.synchub.connect.common.http.ApiFailure when it cannot be asked
     */
    List<StreamRef> find(Function<StreamRef, Optional<String>> pinned);

    /** Whether new tables may turn up while the connector runs. */
    boolean mayGrow();
}
