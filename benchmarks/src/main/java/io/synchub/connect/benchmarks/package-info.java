/* SPDX-License-Identifier: Apache-2.0 */
/** Measurements of the sinks, in process, beside their peers. */
package io.synchub.connect.benchmarks;
