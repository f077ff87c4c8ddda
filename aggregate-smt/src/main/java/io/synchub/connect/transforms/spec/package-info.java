/* SPDX-License-Identifier: Apache-2.0 */
/** The little language in which transforms list columns: {@code source:dest:detail, …}. */
package io.synchub.connect.transforms.spec;
