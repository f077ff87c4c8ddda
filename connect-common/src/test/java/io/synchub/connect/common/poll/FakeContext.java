/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a worker without metrics gives a connector and its tasks. */
final class FakeContext implements SourceTaskContext, SourceConnectorContext {
    final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
    final CountDownLatch reconfigured = new CountDownLatch(1);
    final AtomicReference<Exception> error = new AtomicReference<>();

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return new MapOffsets(offsets);
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new NoSuchMethodError("pluginMetrics");
    }

    @Override
    public void requestTaskReconfiguration() {
        reconfigured.countDown();
    }

    @Override
    public void raiseError(Exception e) {
        error.set(e);
    }
}
