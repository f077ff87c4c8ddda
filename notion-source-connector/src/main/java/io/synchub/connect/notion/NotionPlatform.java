/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion;

import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.Platform;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schema.FieldNaming;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.config.NotionConfig;
import io.synchub.connect.notion.read.NotionTableReader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Notion with one token. */
final class NotionPlatform implements Platform {
    /** Answers that may be under way beside those that the task's own threads wait for. */
    private static final int READING_AHEAD = 4;

    private final ApiClient client;
    private final NotionConfig config;
    private final ExecutorService threads;

    NotionPlatform(ApiClient client, NotionConfig config) {
        this.client = client;
        this.config = config;
        this.threads = threads();
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                READING_AHEAD, READING_AHEAD, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "notion-read-ahead");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public IdCodec ids() {
        return IdCodec.UUID;
    }

    @Override
    public TableReader open(String tableId) {
        return new NotionTableReader(
                new NotionApi(client::call),
                tableId,
                new NotionTableReader.Options(
                        config.filter().of(tableId),
                        config.polling().pageSize(),
                        config.readsContent(),
                        config.polling().fieldNaming() == FieldNaming.CURRENT,
                        threads,
                        client::wouldWait));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
