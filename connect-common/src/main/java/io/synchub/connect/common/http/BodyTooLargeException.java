/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.common.http;

import java.io.IOException;

/** An answer's body is beyond the cap. */
final class BodyTooLargeException extends IOException {}
