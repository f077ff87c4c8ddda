/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginVersionTest {
    @Test
    void the_build_has_written_its_version() {
        assertThat(PluginVersion.of(PluginVersionTest.class)).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
