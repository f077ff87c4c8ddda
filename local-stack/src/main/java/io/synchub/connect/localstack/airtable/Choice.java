/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/** An option of a select. Its name may change; cells that have it show the new one. Guarded by the world. */
final class Choice {
    private static final String[] COLORS = {"blueLight2", "cyanLight2", "tealLight2", "greenLight2", "yellowLight2"};

    final String id;
    final String color;
    private String name;

    Choice(String id, String name, int number) {
        this.id = id;
        this.name = name;
        this.color = COLORS[number % COLORS.length];
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
    }
}
