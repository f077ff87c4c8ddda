/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.notion.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.synchub.connect.common.http.ApiFailure;
import io.synchub.connect.common.http.JsonTree;
import io.synchub.connect.notion.api.NotionApi;
import io.synchub.connect.notion.property.NotionPage.Parent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the data source that a page belongs to. In a wiki, a page's parent may be a page, whose parent may be a page; blocks
 * stand between where a page lies in a column or a toggle.
 */
final class Parents {
    private static final int MAX_LEVELS = 8;
    private static final int CACHED = 1_000;

    private final NotionApi api;
    private final Map<Parent, Parent> above = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Parent, Parent> eldest) {
            return size() > CACHED;
        }
    };

    Parents(NotionApi api) {
        this.api = api;
    }

    /** What was found. */
    enum Home {
        HERE,
        ELSEWHERE,
        /** Too far up to tell. */
        UNKNOWN
    }

    /** Pages may have been moved: what was learnt holds for one round of confirmations. */
    void forget() {
        above.clear();
    }

    Home find(Parent parent, String dataSourceId) {
        List<Parent> seen = new ArrayList<>();
        Parent at = parent;
        while (at.type().equals("page_id") || at.type().equals("block_id")) {
            if (seen.size() == MAX_LEVELS || seen.contains(at)) {
                return Home.UNKNOWN;
            }
            seen.add(at);
            Parent known = above.get(at);
            if (known == null) {
                known = read(at);
                above.put(at, known);
            }
            at = known;
        }
        return at.type().equals("data_source_id") && at.id().equals(dataSourceId) ? Home.HERE : Home.ELSEWHERE;
    }

    private Parent read(Parent at) {
        try {
            JsonNode object = at.type().equals("page_id")
                    ? api.page(at.id(), JsonTree.OBJECT).body()
                    : api.block(at.id());
            JsonNode parent = object.path("parent");
            String type = parent.path("type").asText("");
            return new Parent(type, parent.path(type).asText(""));
        } catch (ApiFailure e) {
            if (e.status() == 404) {
                // The page can be read and what holds it can not: it was moved to where we see only itself.
                return new Parent("not_shared", "");
            }
            throw e;
        }
    }
}
