/* SPDX-License-Identifier: Apache-2.0 */
/** The program behind the {@code quickstart} script: one pipeline on the local stack, from start to compared result. */
package io.synchub.connect.localstack.quickstart;
