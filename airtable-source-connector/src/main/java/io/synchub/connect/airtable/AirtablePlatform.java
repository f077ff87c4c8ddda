/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import io.synchub.connect.airtable.base.BaseTable;
import io.synchub.connect.airtable.base.Look;
import io.synchub.connect.airtable.cell.RecordIds;
import io.synchub.connect.airtable.config.AirtableConfig;
import io.synchub.connect.airtable.read.AirtableTableReader;
import io.synchub.connect.airtable.read.SharedBase;
import io.synchub.connect.common.http.ApiClient;
import io.synchub.connect.common.ledger.IdCodec;
import io.synchub.connect.common.poll.Platform;
import io.synchub.connect.common.poll.TableReader;
import io.synchub.connect.common.schema.FieldNaming;

/** Airtable with one token, and one base. */
final class AirtablePlatform implements Platform {
    private final ApiClient client;
    private final AirtableConfig config;
    private final SharedBase base;
    private final AirtableTables tables;

    AirtablePlatform(ApiClient client, AirtableConfig config, SharedBase base, AirtableTables tables) {
        this.client = client;
        this.config = config;
        this.base = base;
        this.tables = tables;
    }

    @Override
    public IdCodec ids() {
        return new RecordIds();
    }

    @Override
    public TableReader open(String tableId) {
        return new AirtableTableReader(
                base, tableId, this::look, config.polling().pageSize());
    }

    private Look look(BaseTable table) {
        return new Look(
                config.stringCells(),
                config.polling().fieldNaming() == FieldNaming.CURRENT,
                config.view(table.id(), tables.nameOf(table)),
                config.formula(table.id(), tables.nameOf(table)),
                config.fields());
    }

    @Override
    public void close() {
        client.close();
    }
}
