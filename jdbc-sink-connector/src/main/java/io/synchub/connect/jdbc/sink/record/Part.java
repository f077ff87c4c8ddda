/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.jdbc.sink.record;

import io.synchub.connect.jdbc.write.RowLayout;

/** A column of a row and where its value is. */
record Part(RowLayout.Column column, RowPlan.Source source) {}
