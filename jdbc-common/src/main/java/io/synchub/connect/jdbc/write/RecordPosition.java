/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.write;

/**
 * Where a record stands in Kafka, before any transform renamed its topic.
 *
 * @param topic the topic it was consumed from
 * @param partition the partition
 * @param offset the offset
 */
public record RecordPosition(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return "topic " + topic + ", partition " + partition + ", offset " + offset;
    }
}
