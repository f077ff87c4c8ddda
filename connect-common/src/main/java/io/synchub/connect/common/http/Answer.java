/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.zip.GZIPInputStream;

/**
 * A whole answer as it came.
 *
 * @param body perhaps compressed, as the headers say
 */
record Answer(int status, HttpHeaders headers, byte[] body) {
    boolean good() {
        return status / 100 == 2;
    }

    /**
     * The decoded body.
     *
     * @param cap how many bytes may be read; more fail with {@link BodyTooLargeException}
     */
    InputStream decoded(long cap) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        boolean compressed = body.length > 0
                && headers.firstValue("Content-Encoding")
                        .filter("gzip"::equalsIgnoreCase)
                        .isPresent();
        return new CappedStream(compressed ? new GZIPInputStream(bytes) : bytes, cap);
    }

    /** Counts what is read. */
    private static final class CappedStream extends FilterInputStream {
        private long left;

        CappedStream(InputStream in, long cap) {
            super(in);
            this.left = cap;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new BodyTooLargeException();
            }
        }
    }
}
