/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Measurements of polling sources, whichever their platform: conversion and ledger in process, snapshots and changes through a worker.
 */
package io.synchub.connect.benchmarks.polling;
