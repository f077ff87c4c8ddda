/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Real servers on loopback ports, from Maven artifacts alone: {@link io.synchub.connect.localstack.LocalStack} starts them
 * together, the other classes one by one. The only place that touches the runtime classes of Kafka and Connect.
 */
package io.synchub.connect.localstack;
