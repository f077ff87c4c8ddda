/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

import io.synchub.connect.localstack.http.Answer.Delivery;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Something that goes wrong with an answer. Those that need no knowledge of an API are made here. What spoils or loses the right
 * answer leaves the request its effect; what answers instead of it does not, unless it is shown {@link #afterwards}.
 */
@FunctionalInterface
public interface Fault {
    /**
     * The answer to send instead of the right one.
     *
     * @param right computes the right answer; a fault that does not ask for it leaves the request without effect
     */
    Answer answer(ReceivedRequest request, Supplier<Answer> right);

    /**
     * The request has its effect, but what the client gets is what the other fault makes of it: so an answer is lost, such as by
     * {@code afterwards(AirtableFaults.serverError(502))}, although all was done.
     */
    static Fault afterwards(Fault other) {
        return (request, right) -> {
            Answer done = right.get();
            return other.answer(request, () -> done);
        };
    }

    /** This answer, whatever was asked; the request has no effect. */
    static Fault instead(Answer answer) {
        return (request, right) -> answer;
    }

    /** A page of HTML, as proxies in front of an API give it; the request has no effect. */
    static Fault html(int status) {
        return instead(Answer.html(status, "<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>"));
    }

    /** The right status, but the body ends in the middle, and its length says that this is all. */
    static Fault truncated() {
        return (request, right) -> {
            Answer answer = right.get();
            return answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2));
        };
    }

    /** The right answer behind so many bytes of white space, sent in chunks without a length in advance. */
    static Fault enormous(long bytes) {
        return (request, right) -> right.get().withPadding(bytes);
    }

    /** The right answer, but late. */
    static Fault slow(Duration delay) {
        return (request, right) -> right.get().after(delay);
    }

    /** The request has its effect, but there is no answer until the client gives up. */
    static Fault silent() {
        return (request, right) -> right.get().delivered(Delivery.SILENT);
    }

    /** The connection stays open and no more bytes come after half of the body. */
    static Fault stalledInTheMiddle() {
        return (request, right) -> right.get().delivered(Delivery.STALLED_IN_THE_MIDDLE);
    }

    /** The connection is closed after half of the body. */
    static Fault closedInTheMiddle() {
        return (request, right) -> right.get().delivered(Delivery.CLOSED_IN_THE_MIDDLE);
    }

    /** The request has its effect, but the connection is reset before the first byte of an answer. */
    static Fault reset() {
        return (request, right) -> right.get().delivered(Delivery.RESET);
    }
}
