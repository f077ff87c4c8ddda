/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.http.ReceivedRequest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that open bases. Safe to be used by several threads. */
final class Tokens {
    private static final String BEARER = "Bearer ";
    private final Map<String, Token> valid = new ConcurrentHashMap<>();

    Tokens(Collection<Token> valid) {
        valid.forEach(this::allow);
    }

    void allow(Token token) {
        valid.put(token.value(), token);
    }

    void revoke(String token) {
        valid.remove(token);
    }

    /** The token of a request. */
    Token of(ReceivedRequest request) {
        String header = request.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            throw new AirtableError(401, "AUTHENTICATION_REQUIRED", "Authentication required");
        }
        Token token = valid.get(header.substring(BEARER.length()));
        if (token == null) {
            throw AirtableError.unauthorized();
        }
        return token;
    }
}
