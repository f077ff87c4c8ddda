/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

/** Connect refused a request, or a connector or task failed; the message holds Connect's own words or the task's trace. */
public class ConnectFailure extends StackFailure {
    private static final long serialVersionUID = 1L;

    private final int httpStatus;

    ConnectFailure(int httpStatus, String message) {
        super(message);
        this.httpStatus = httpStatus;
    }

    /** The HTTP status of the answer; 0 when the request was answered and the failure is a connector's or task's. */
    public int httpStatus() {
        return httpStatus;
    }
}
