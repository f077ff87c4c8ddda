/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that open the workspace. Safe to be used by several threads. */
final class Tokens {
    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    Tokens(Collection<String> valid) {
        this.valid.addAll(valid);
    }

    boolean isValid(String token) {
        return valid.contains(token);
    }

    void allow(String token) {
        valid.add(token);
    }

    void revoke(String token) {
        valid.remove(token);
    }
}
