/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.transforms.cast;

/** A value that cannot be cast. The message says why and never holds the value. */
public final class CastException extends RuntimeException {
    public CastException(String reason) {
        super(reason, null, false, false);
    }
}
