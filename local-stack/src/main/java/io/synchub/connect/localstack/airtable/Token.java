/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.util.Set;

/**
 * Opens bases.
 *
 * @param role in every base that gives the token no other one
 */
record Token(String value, User user, Role role, Set<Scope> scopes) {}
