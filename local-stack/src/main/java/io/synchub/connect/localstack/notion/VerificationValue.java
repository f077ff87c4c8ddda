/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

/** Whether a wiki page is trusted: {@code verified}, {@code expired} or {@code unverified}; date and user may be null. */
public record VerificationValue(String state, DateValue date, User verifiedBy) {}
