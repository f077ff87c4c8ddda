/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.benchmarks.airtable;

import io.synchub.connect.benchmarks.polling.ConversionBenchmark;
import io.synchub.connect.benchmarks.polling.RenderedSource;
import java.io.IOException;

/** Records of ten fields, and the times of their creation and last edit. */
public class AirtableConversionBenchmark extends ConversionBenchmark {
    @Override
    protected RenderedSource render(int rows) throws IOException {
        return RenderedAirtable.of(rows);
    }
}
