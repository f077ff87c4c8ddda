/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

import io.synchub.connect.localstack.airtable.Transaction.RecordChange;
import java.util.ArrayList;
import java.util.List;

/** The webhooks of a base. Under the world's monitor. */
final class Webhooks {
    static final int MOST = 10;

    private final Base base;
    private final LogCells cells;
    private final List<Webhook> hooks = new ArrayList<>();
    private int created;
    private long reads;

    Webhooks(Base base) {
        this.base = base;
        this.cells = new LogCells(base.world.clock);
    }

    /** Those that can be read, oldest first. */
    List<Webhook> all() {
        hooks.removeIf(Webhook::isForgotten);
        return hooks;
    }

    Webhook add(HookSpec spec, String notificationUrl) {
        Webhook hook = new Webhook(this, base, spec, notificationUrl);
        hooks.add(hook);
        created++;
        return hook;
    }

    /** How many there ever were. */
    int created() {
        return created;
    }

    /** Payloads are read once more. */
    void read() {
        reads++;
    }

    /** How often payloads were read. */
    long reads() {
        return reads;
    }

    void remove(Webhook hook) {
        hooks.remove(hook);
    }

    /** Null if there is none. */
    Webhook find(String id) {
        return all().stream().filter(hook -> hook.id().equals(id)).findFirst().orElse(null);
    }

    boolean areActive() {
        return hooks.stream().anyMatch(Webhook::isActive);
    }

    /** Tells all that want to know. */
    void publish(Transaction transaction) {
        if (!transaction.isRecording()) {
            return;
        }
        List<RecordChange> changes = transaction.records();
        for (Webhook hook : hooks) {
            if (hook.isActive()) {
                hook.append(new PayloadJson(hook.spec(), transaction, base, cells).write(changes));
                if (hook.spec().isBrokenBy(transaction)) {
                    hook.fail(Webhook.Failure.INVALID_FILTERS);
                }
            }
        }
    }
}
