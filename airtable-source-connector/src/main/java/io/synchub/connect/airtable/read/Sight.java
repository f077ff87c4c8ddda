/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.base.BaseSchema;
import io.synchub.connect.airtable.webhook.LogHead;
import java.util.Optional;

/**
 * What a stream sees of its base.
 *
 * @param head how far the webhook's log is known; empty where no webhook is used
 */
record Sight(BaseSchema.Seen schema, Optional<LogHead> head) {}
