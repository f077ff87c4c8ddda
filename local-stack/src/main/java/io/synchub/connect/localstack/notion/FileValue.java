/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

/**
 * A file of a cell.
 *
 * @param url of an external file; null for one that Notion keeps, whose address is signed anew on each read
 */
public record FileValue(String name, String url) {
    public static FileValue hosted(String name) {
        return new FileValue(name, null);
    }

    public static FileValue external(String name, String url) {
        return new FileValue(name, url);
    }
}
