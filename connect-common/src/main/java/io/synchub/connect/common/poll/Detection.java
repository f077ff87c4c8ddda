/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.poll;

/**
 * How changes of a table are found.
 *
 * @param tells whether the platform can tell what changed; where it cannot, every slot of the schedule is a sweep
 * @param how for people, and why so: it completes "changes are found by …"
 */
public record Detection(boolean tells, String how) {}
