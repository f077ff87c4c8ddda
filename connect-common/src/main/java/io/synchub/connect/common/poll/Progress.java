/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a stream is: what a source offset says of it. Immutable.
 *
 * @param position where to read changes from
 * @param polled when changes, or the snapshot, were begun last
 * @param running the pass that is under way
 * @param complete the last pass that is complete; without one the stream is in its snapshot
 */
record Progress(
        Optional<String> position,
        Optional<Instant> polled,
        Optional<RunningPass> running,
        Optional<CompletePass> complete) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * @param from the order key to go on from: every row below it has been read, and decided where it was missing
     * @param started when it began
     * @param shape the table's shape then
     * @param fresh whether nothing had been sent before it began, so that nothing can be missing
     * @param again whether another one must follow, because of something that this one may have gone past
     */
    record RunningPass(long from, Instant started, String shape, boolean fresh, boolean again) {
        static RunningPass begun(Instant now, String shape, boolean fresh) {
            return new RunningPass(0, now, shape, fresh, false);
        }

        RunningPass at(long key) {
            return new RunningPass(key, started, shape, fresh, again);
        }

        RunningPass withAnother() {
            return new RunningPass(from, started, shape, fresh, true);
        }
    }

    /**
     * @param started when it began
     * @param shape the table's shape then
     */
    record CompletePass(Instant started, String shape) {}

    static Progress none() {
        return new Progress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean inSnapshot() {
        return complete.isEmpty();
    }

    Progress at(String changePosition) {
        return new Progress(Optional.of(changePosition), polled, running, complete);
    }

    Progress polled(Instant time) {
        return new Progress(position, Optional.of(time), running, complete);
    }

    Progress running(RunningPass pass) {
        return new Progress(position, polled, Optional.of(pass), complete);
    }

    /** The running pass is complete. */
    Progress completed() {
        RunningPass pass = running.orElseThrow();
        return new Progress(
                position, polled, Optional.empty(), Optional.of(new CompletePass(pass.started(), pass.shape())));
    }

    String toJson() {
        ObjectNode json = MAPPER.createObjectNode();
        position.ifPresent(text -> json.put("position", text));
        polled.ifPresent(time -> json.put("polled", time.toEpochMilli()));
        running.ifPresent(pass -> json.putObject("running")
                .put("from", pass.from())
                .put("started", pass.started().toEpochMilli())
                .put("shape", pass.shape())
                .put("fresh", pass.fresh())
                .put("again", pass.again()));
        complete.ifPresent(pass -> json.putObject("complete")
                .put("started", pass.started().toEpochMilli())
                .put("shape", pass.shape()));
        return json.toString();
    }

    /** @throws IllegalArgumentException when it is not what {@link #toJson} writes */
    static Progress fromJson(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (!json.isObject()) {
                throw new IllegalArgumentException("The progress in the source offset is no JSON object");
            }
            return new Progress(
                    Optional.ofNullable(json.get("position")).map(JsonNode::asText),
                    Optional.ofNullable(json.get("polled")).map(time -> Instant.ofEpochMilli(time.asLong())),
                    Optional.ofNullable(json.get("running"))
                            .map(pass -> new RunningPass(
                                    pass.required("from").asLong(),
                                    time(pass),
                                    pass.required("shape").asText(),
                                    pass.required("fresh").asBoolean(),
                                    pass.required("again").asBoolean())),
                    Optional.ofNullable(json.get("complete"))
                            .map(pass -> new CompletePass(
                                    time(pass), pass.required("shape").asText())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The progress in the source offset is no JSON", e);
        }
    }

    private static Instant time(JsonNode pass) {
        return Instant.ofEpochMilli(pass.required("started").asLong());
    }
}
