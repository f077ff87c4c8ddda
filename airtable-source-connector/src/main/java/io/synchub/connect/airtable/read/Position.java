/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable.read;

import io.synchub.connect.airtable.webhook.LogHead;
import io.synchub.connect.airtable.webhook.Signals;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Change positions as texts: they live in source offsets. */
final class Position {
    /** Of tables of which nobody tells changes. */
    static final String NONE = "none";

    private static final Pattern IN_LOG = Pattern.compile("hook/([^/]+)/(\\d{1,18})(?:/(\\d{1,9}))?");
    private static final Pattern IN_TIME = Pattern.compile("time/(\\d{1,18})");

    private Position() {}

    /** A place in a webhook's log. */
    record InLog(String webhook, Signals.Place place) {}

    static String inLog(String webhook, Signals.Place place) {
        return "hook/" + webhook + "/" + place.cursor() + (place.rows() == 0 ? "" : "/" + place.rows());
    }

    static String head(LogHead head) {
        return inLog(head.webhook(), new Signals.Place(head.cursor(), 0));
    }

    static String at(Instant time) {
        return "time/" + Math.max(0, time.toEpochMilli());
    }

    /** Empty for a position of another kind. */
    static Optional<InLog> inLog(String text) {
        Matcher matcher = IN_LOG.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int rows = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return Optional.of(new InLog(matcher.group(1), new Signals.Place(Long.parseLong(matcher.group(2)), rows)));
    }

    /** Empty for a position of another kind. */
    static Optional<Instant> inTime(String text) {
        Matcher matcher = IN_TIME.matcher(text);
        return matcher.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
                : Optional.empty();
    }
}
