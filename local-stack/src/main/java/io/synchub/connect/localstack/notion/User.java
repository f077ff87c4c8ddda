/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.UUID;

/**
 * Someone who edits or is assigned. Made by {@link NotionSimulator#person}.
 *
 * @param email null for a bot
 */
public record User(UUID id, String name, String email) {
    boolean isBot() {
        return email == null;
    }
}
