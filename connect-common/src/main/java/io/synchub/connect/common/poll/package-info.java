/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The polling engine: from a platform's API to source records. See DESIGN.md of this module.
 *
 * <p>A platform implements {@link io.synchub.connect.common.poll.Platform} and
 * {@link io.synchub.connect.common.poll.TableReader}.
 */
package io.synchub.connect.common.poll;
