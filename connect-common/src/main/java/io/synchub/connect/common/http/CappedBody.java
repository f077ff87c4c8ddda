/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Takes an answer's bytes into memory, but no more than so many. */
final class CappedBody implements BodySubscriber<byte[]> {
    /** Enough for every API's error answers. What is longer is cut, since its status says the most. */
    private static final long ERROR_BYTES = 64 * 1024;

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long cap;
    private final boolean cut;
    private Subscription subscription;
    private long taken;
    private boolean ended;

    private CappedBody(long cap, boolean cut) {
        this.cap = cap;
        this.cut = cut;
    }

    /** Good answers fail with {@link BodyTooLargeException} beyond the cap; others are cut. */
    static BodyHandler<byte[]> handler(long cap) {
        return answer ->
                answer.statusCode() / 100 == 2 ? new CappedBody(cap, false) : new CappedBody(ERROR_BYTES, true);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (ended) {
            return;
        }
        taken += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (taken <= cap) {
            bytes.onNext(buffers);
            return;
        }
        ended = true;
        subscription.cancel();
        if (cut) {
            bytes.onComplete();
        } else {
            bytes.onError(new BodyTooLargeException());
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        if (!ended) {
            bytes.onComplete();
        }
    }
}
