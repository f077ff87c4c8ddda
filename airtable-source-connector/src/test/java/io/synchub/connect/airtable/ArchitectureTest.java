/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.airtable;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.synchub.connect.common.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.synchub.connect.airtable", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule packages_depend_one_way =
            slices().matching("io.synchub.connect.airtable.(*)..").should().beFreeOfCycles();
}
