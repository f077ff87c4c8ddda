/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How far this JVM's heap fills up, told by its collections. Safe to be used by several threads. */
final class HeapWatch {
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private long beginMs;
    private long peak;
    private long afterCollections;

    HeapWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this::collected, null, null);
        }
    }

    /** Forgets what was before. */
    synchronized void begin() {
        beginMs = ManagementFactory.getRuntimeMXBean().getUptime();
        peak = 0;
        afterCollections = 0;
    }

    /** What is in use now counts too. */
    synchronized void end() {
        peak = Math.max(
                peak, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** The most bytes that were in use. */
    synchronized long peak() {
        return peak;
    }

    /** The most bytes that a collection left; 0 without a collection. */
    synchronized long afterCollections() {
        return afterCollections;
    }

    private synchronized void collected(Notification notification, Object handback) {
        GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcInfo();
        // It is told by another thread, perhaps of one that was over before the begin.
        if (collection.getStartTime() >= beginMs) {
            peak = Math.max(peak, used(collection.getMemoryUsageBeforeGc()));
            afterCollections = Math.max(afterCollections, used(collection.getMemoryUsageAfterGc()));
        }
    }

    private long used(Map<String, MemoryUsage> usages) {
        return usages.entrySet().stream()
                .filter(usage -> pools.contains(usage.getKey()))
                .mapToLong(usage -> usage.getValue().getUsed())
                .sum();
    }
}
