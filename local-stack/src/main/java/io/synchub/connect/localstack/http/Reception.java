/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

/** Where requests come in: each is logged, and meets a fault or the API. Safe to be used by several threads. */
final class Reception {
    final Faults faults = new Faults();
    final RequestLog requests;
    private final SimulatedApi api;

    Reception(SimulatedApi api) {
        this.api = api;
        this.requests = new RequestLog(api::endpoint);
    }

    Answer answer(ReceivedRequest request) {
        requests.add(request);
        Fault fault = faults.take(request);
        return fault == null ? right(request) : fault.answer(request, () -> right(request));
    }

    /** What fails in here, such as a test's own formula, is an answer. */
    private Answer right(ReceivedRequest request) {
        try {
            return api.answer(request);
        } catch (RuntimeException e) {
            return api.failure("The simulator failed at " + request + ": " + e);
        }
    }
}
