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

/** Notion with one token. */
final class NotionPlatform implements Platform {
    private final ApiClient client;
    private final NotionConfig config;

    NotionPlatform(ApiClient client, NotionConfig config) {
        this.client = client;
        this.config = config;
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
                        config.polling().fieldNaming() == FieldNaming.CURRENT));
    }

    @Override
    public void close() {
        client.close();
    }
}
