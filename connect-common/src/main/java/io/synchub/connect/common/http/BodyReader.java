/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads the JSON of a successful answer. */
@FunctionalInterface
public interface BodyReader<T> {
    /**
     * @param parser before the first token
     * @throws IOException also when the JSON is cut short or is not what was expected
     */
    T read(JsonParser parser) throws IOException;
}
