/* SPDX-License-Identifier: Apache-2.0 */
/** Where the password of a connection comes from, and how it is read again after a rotation. */
package io.synchub.connect.jdbc.credentials;
