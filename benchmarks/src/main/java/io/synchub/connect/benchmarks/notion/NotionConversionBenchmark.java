/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.notion;

import io.synchub.connect.benchmarks.polling.ConversionBenchmark;
import io.synchub.connect.benchmarks.polling.RenderedSource;
import java.io.IOException;

/** Pages of ten properties. */
public class NotionConversionBenchmark extends ConversionBenchmark {
    @Override
    protected RenderedSource render(int rows) throws IOException {
        return RenderedNotion.of(rows);
    }
}
