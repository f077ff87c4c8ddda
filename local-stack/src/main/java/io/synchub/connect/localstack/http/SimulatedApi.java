/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.http;

/** What a simulator answers. Called on the threads of connections; must be safe for several of them. */
public interface SimulatedApi {
    /** The name under which a request is counted: its method and path, with names in braces in place of ids. */
    String endpoint(ReceivedRequest request);

    /** The right answer; refusals are answers too. */
    Answer answer(ReceivedRequest request);

    /** What fails in the simulator itself, told as the API tells its own failures. */
    Answer failure(String message);
}
