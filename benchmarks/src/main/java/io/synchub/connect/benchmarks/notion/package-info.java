/* SPDX-License-Identifier: Apache-2.0 */
/** Measurements of the Notion source: its conversion and ledger in process, and a whole snapshot through a worker. */
package io.synchub.connect.benchmarks.notion;
