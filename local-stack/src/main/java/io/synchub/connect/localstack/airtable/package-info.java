/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A stateful simulator of the Airtable API: the endpoints that read, and the webhooks whose payloads are a log of changes, over
 * bases that tests fill and change while they are read.
 */
package io.synchub.connect.localstack.airtable;
