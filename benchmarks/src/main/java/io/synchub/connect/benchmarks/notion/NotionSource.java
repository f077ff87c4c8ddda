/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import io.synchub.connect.benchmarks.polling.MeasuredSource;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.notion.NotionSimulatorMain;
import java.nio.file.Path;
import java.util.Map;

/** The Notion source before its simulator. */
final class NotionSource implements MeasuredSource {
    @Override
    public String name() {
        return "notion";
    }

    @Override
    public String rows() {
        return "pages";
    }

    @Override
    public Path plugins() {
        return PluginPath.notionSource();
    }

    @Override
    public Class<?> simulator() {
        return NotionSimulatorMain.class;
    }

    @Override
    public Map<String, String> config(String url) {
        return Map.of(
                "connector.class",
                "io.synchub.connect.notion.NotionSourceConnector",
                "notion.url",
                url,
                "notion.token",
                "secret",
                "notion.data.sources",
                "*");
    }

    @Override
    public Map<String, String> unlimited() {
        return Map.of("rate.limit.per.minute", "100000", "rate.limit.burst", "1000");
    }
}
