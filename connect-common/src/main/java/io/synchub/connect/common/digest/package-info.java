/* SPDX-License-Identifier: Apache-2.0 */
/** A row as bytes: the canonical encoding that fingerprints and digests are made of. */
package io.synchub.connect.common.digest;
