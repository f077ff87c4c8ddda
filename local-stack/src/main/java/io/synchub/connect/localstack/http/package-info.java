/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What every simulated web API needs, but for what it answers: a small HTTP/1.1 listener whose answers may also be cut, stalled or
 * reset, faults to inject, a log of requests, and a clock that tests can move. The JDK's own server offers neither a {@code Date}
 * of one's choice nor a broken connection, hence this one.
 */
package io.synchub.connect.localstack.http;
