/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything there is. Its monitor guards all of the model. */
final class World {
    final Clock clock;
    final Ids ids = new Ids();
    final Map<String, Base> bases = new LinkedHashMap<>();
    final List<User> users = new ArrayList<>();
    /** Who makes the edits that name nobody. */
    final User owner;
    /** How many records a payload of a webhook holds at most. */
    final int recordsPerPayload;

    private long records;

    World(Clock clock, int recordsPerPayload) {
        this.clock = clock;
        this.recordsPerPayload = recordsPerPayload;
        owner = person("Ada Owner", "ada@example.invalid");
    }

    synchronized User person(String name, String email) {
        User user = new User(ids.next("usr"), email, name);
        users.add(user);
        return user;
    }

    long now() {
        return clock.millis();
    }

    long nextRecord() {
        return ++records;
    }
}
