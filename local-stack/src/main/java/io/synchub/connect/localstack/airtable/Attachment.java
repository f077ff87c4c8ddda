/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.airtable;

/**
 * A file in a cell. Its address is made up anew at each read, and cannot be read.
 *
 * @param id null for one to be made up
 * @param width in pixels; null, like the height, for what is no image
 */
public record Attachment(String id, String filename, String type, long size, Integer width, Integer height) {

    public static Attachment file(String filename, String type, long size) {
        return new Attachment(null, filename, type, size, null, null);
    }

    /** With a small, a large and a full thumbnail. */
    public static Attachment image(String filename, String type, long size, int width, int height) {
        return new Attachment(null, filename, type, size, width, height);
    }

    Attachment withId(String given) {
        return new Attachment(given, filename, type, size, width, height);
    }
}
