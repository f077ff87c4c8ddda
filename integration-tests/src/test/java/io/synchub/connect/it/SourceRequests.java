/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.it;

import static org.awaitility.Awaitility.await;

import io.synchub.connect.localstack.http.ApiSimulator;
import io.synchub.connect.localstack.http.ReceivedRequest;
import java.time.Duration;
import java.util.function.Predicate;

/** What a source asked of a simulator. */
final class SourceRequests {
    private SourceRequests() {}

    static int count(ApiSimulator api, Predicate<ReceivedRequest> which) {
        return api.requests().requests(which).size();
    }

    /** Waits until so many more such requests have come. */
    static void awaitMore(ApiSimulator api, Predicate<ReceivedRequest> which, int more) {
        int before = count(api, which);
        await().atMost(SourceStack.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> count(api, which) >= before + more);
    }
}
