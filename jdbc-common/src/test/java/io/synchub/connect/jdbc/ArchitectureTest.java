/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.synchub.connect.common.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.synchub.connect.jdbc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    /** A further database must need no change outside its own package. */
    @ArchTest
    static final ArchRule only_a_dialect_knows_its_database = noClasses()
            .that()
            .resideOutsideOfPackage("..dialect.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "..dialect.postgres..");

    @ArchTest
    static final ArchRule only_its_dialect_knows_mariadb = noClasses()
            .that()
            .resideOutsideOfPackage("..dialect.mysql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.mariadb..", "..dialect.mysql..");

    @ArchTest
    static final ArchRule no_dialect_knows_another = noClasses()
            .that()
            .resideOutsideOfPackages("..dialect.sqlite..", "..dialect.duckdb..", "..dialect.generic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..dialect.sqlite..", "..dialect.duckdb..", "..dialect.generic..");
}
