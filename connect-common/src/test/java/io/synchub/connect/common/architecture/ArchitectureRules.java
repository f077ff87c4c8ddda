/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * The rules that every module keeps. A module checks them by a test of its own:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.synchub.connect.transforms", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests rules = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {
    private static final Set<String> UTILITIES = Set.of(
            "org.apache.kafka.common.utils.Time",
            "org.apache.kafka.common.utils.Timer",
            "org.apache.kafka.common.utils.Bytes");

    private static final DescribedPredicate<JavaClass> PUBLIC_KAFKA = resideInAnyPackage(
                    "org.apache.kafka.clients.admin",
                    "org.apache.kafka.clients.consumer",
                    "org.apache.kafka.clients.producer",
                    "org.apache.kafka.common",
                    "org.apache.kafka.common.acl",
                    "org.apache.kafka.common.config",
                    "org.apache.kafka.common.config.provider",
                    "org.apache.kafka.common.config.types",
                    "org.apache.kafka.common.errors",
                    "org.apache.kafka.common.header",
                    "org.apache.kafka.common.metrics",
                    "org.apache.kafka.common.metrics.stats",
                    "org.apache.kafka.common.resource",
                    "org.apache.kafka.common.serialization",
                    "org.apache.kafka.connect.components",
                    "org.apache.kafka.connect.connector",
                    "org.apache.kafka.connect.connector.policy",
                    "org.apache.kafka.connect.data",
                    "org.apache.kafka.connect.errors",
                    "org.apache.kafka.connect.header",
                    "org.apache.kafka.connect.health",
                    "org.apache.kafka.connect.rest",
                    "org.apache.kafka.connect.sink",
                    "org.apache.kafka.connect.source",
                    "org.apache.kafka.connect.storage",
                    "org.apache.kafka.connect.transforms",
                    "org.apache.kafka.connect.transforms.predicates")
            .or(describe(
                    "are Time, Timer or Bytes",
                    javaClass -> UTILITIES.contains(javaClass.getName().replaceFirst("\\$.*", ""))));

    /** Kafka moves and renames what it has not promised, and a worker brings its own version of it. */
    @ArchTest
    public static final ArchRule only_the_public_part_of_kafka_is_used = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "kafka..")
                    .and(DescribedPredicate.not(PUBLIC_KAFKA))
                    .as("are not part of Kafka's public interface"));

    @ArchTest
    public static final ArchRule no_internals_of_others_are_used = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..internals..", "sun..", "com.sun..", "jdk.internal..");

    @ArchTest
    public static final ArchRule packages_are_named_for_what_they_hold = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..helper..", "..helpers..", "..manager..", "..managers..", "..misc..");

    private ArchitectureRules() {}
}
