/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.List;

/** Knows which tables there are to follow, as a user's configuration names them. */
public interface TableFinder {
    /**
     * Asks the platform.
     *
     * @return the tables with their names as people wrote them
     * @throws io.synchub.connect.common.http.ApiFailure when it cannot be asked
     */
    List<StreamRef> find();

    /** Whether new tables may turn up while the connector runs. */
    boolean mayGrow();
}
