/* SPDX-License-Identifier: Apache-2.0 */
/** What is Notion's in its source's measurements: its connector, its simulator, its answers. */
package io.synchub.connect.benchmarks.notion;
