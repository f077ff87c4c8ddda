/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

/** A choice of a select. Cells hold the option itself, so that renaming it touches no page. Guarded by the workspace. */
final class Option {
    private final String id;
    private final String color;
    private String name;

    Option(String id, String name, String color) {
        this.id = id;
        this.name = name;
        this.color = color;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String color() {
        return color;
    }

    void rename(String other) {
        name = other;
    }
}
