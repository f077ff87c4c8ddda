/* SPDX-License-Identifier: Apache-2.0 */
/** How the transforms say what is wrong with a record. */
package io.synchub.connect.transforms.fault;
