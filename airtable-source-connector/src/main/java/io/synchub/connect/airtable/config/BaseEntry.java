/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.airtable.api.AirtableApi;
import io.synchub.connect.common.config.NamedId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A base that the token may see.
 *
 * @param permissionLevel of the token's user in it: {@code read}, {@code comment}, {@code edit}, {@code create}
 */
record BaseEntry(String id, String name, String permissionLevel) {
    private static final String CREATOR = "create";

    /**
     * Reads the whole list.
     *
     * @throws IOException when an answer is no such list
     */
    static List<BaseEntry> list(AirtableApi api) throws IOException {
        List<BaseEntry> bases = new ArrayList<>();
        Set<String> read = new HashSet<>();
        Optional<String> offset = Optional.empty();
        do {
            JsonNode page = api.bases(offset);
            if (!page.path("bases").isArray()) {
                throw new IOException("A list of bases has no bases");
            }
            for (JsonNode base : page.path("bases")) {
                bases.add(new BaseEntry(
                        base.path("id").asText(),
                        base.path("name").asText(),
                        base.path("permissionLevel").asText()));
            }
            // One that comes again would go round for ever.
            offset = Optional.of(page.path("offset").asText("")).filter(next -> !next.isEmpty() && read.add(next));
        } while (offset.isPresent());
        return bases;
    }

    boolean mayCreateWebhooks() {
        return permissionLevel.equals(CREATOR);
    }

    String named() {
        return NamedId.of(name, id);
    }
}
