/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.airtable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.synchub.connect.benchmarks.polling.MeasuredSource;
import io.synchub.connect.benchmarks.polling.SimulatorAnswers;
import io.synchub.connect.localstack.PluginPath;
import io.synchub.connect.localstack.airtable.AirtableSimulatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;

/** The Airtable source before its simulator, following all tables of the base by its webhook. */
final class AirtableSource implements MeasuredSource {
    private static final String TOKEN = "secret";

    @Override
    public String name() {
        return "airtable";
    }

    @Override
    public String rows() {
        return "records";
    }

    @Override
    public Path plugins() {
        return PluginPath.airtableSource();
    }

    @Override
    public Class<?> simulator() {
        return AirtableSimulatorMain.class;
    }

    @Override
    public Map<String, String> config(String url) {
        return Map.of(
                "connector.class",
                "io.synchub.connect.airtable.AirtableSourceConnector",
                "airtable.url",
                url,
                "airtable.token",
                TOKEN,
                "airtable.base",
                onlyBase(url),
                "airtable.tables",
                "*",
                "airtable.change.detection",
                "webhook");
    }

    private static String onlyBase(String url) {
        try {
            byte[] bases = SimulatorAnswers.to(HttpRequest.newBuilder(URI.create(url + "/v0/meta/bases"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build());
            return new JsonMapper().readTree(bases).at("/bases/0/id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> unlimited() {
        return Map.of("rate.limit.per.second", "100000", "rate.limit.burst", "1000");
    }
}
