/* SPDX-License-Identifier: Apache-2.0 */
/** Notion data sources on the polling engine. See DESIGN.md of this module. */
package io.synchub.connect.notion;
