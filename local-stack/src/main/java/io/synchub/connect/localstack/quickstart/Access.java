/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.quickstart;

import java.util.Map;

/**
 * How a pipeline reaches a table of a web service.
 *
 * @param from where the rows come from, in words
 * @param variables what configurations use as <code>${env:…}</code>
 * @param overrides keys of the source that differ from the file's
 */
record Access(String from, Map<String, String> variables, Map<String, String> overrides) {}
