/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shared library of Linux on x86-64 that has a name and nothing else. It satisfies a program that names a library and
 * calls nothing of it: functions are looked up when they are first called.
 */
final class EmptyLibrary {
    private static final int FILE_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 3;
    /** The one symbol that every table begins with, and which is none. */
    private static final int SYMBOL = 24;
    /** One bucket and one link, both of them ends. */
    private static final int HASH = 16;

    private static final int DYNAMIC_ENTRY = 16;
    private static final int DYNAMIC_ENTRIES = 7;
    private static final int PAGE = 0x1000;

    /** The parts of the file, one behind the other. */
    private static final int SYMBOLS = FILE_HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;

    private static final int HASHES = SYMBOLS + SYMBOL;
    private static final int DYNAMIC = HASHES + HASH;
    private static final int NAMES = DYNAMIC + DYNAMIC_ENTRIES * DYNAMIC_ENTRY;

    private EmptyLibrary() {}

    /** Writes it into a folder, under the name by which programs ask for it, such as {@code libaio.so.1}. */
    static void write(Path folder, String name) throws IOException {
        Files.write(folder.resolve(name), bytes(name));
    }

    private static byte[] bytes(String name) {
        byte[] names = ('\0' + name + '\0').getBytes(StandardCharsets.US_ASCII);
        int size = NAMES + names.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        fileHeader(file);
        // Loaded as a whole, and writable: loaders before glibc 2.35 write into the dynamic section.
        programHeader(file, 1, 6, 0, size, PAGE);
        programHeader(file, 2, 6, DYNAMIC, NAMES - DYNAMIC, Long.BYTES);
        // Without this one the loader would want stacks that can be executed.
        programHeader(file, 0x6474e551, 6, 0, 0, DYNAMIC_ENTRY);
        file.position(HASHES).putInt(1).putInt(1);
        file.position(DYNAMIC);
        // The library's name, hashes, texts, symbols, the texts' size, a symbol's size.
        long[] dynamic = {14, 1, 4, HASHES, 5, NAMES, 6, SYMBOLS, 10, names.length, 11, SYMBOL, 0, 0};
        for (long value : dynamic) {
            file.putLong(value);
        }
        return file.put(names).array();
    }

    private static void fileHeader(ByteBuffer file) {
        // 64 bits, the lower byte first, version 1.
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        // A shared object for x86-64, without an entry point and without sections.
        file.position(16).putShort((short) 3).putShort((short) 62).putInt(1);
        file.putLong(0).putLong(FILE_HEADER).putLong(0).putInt(0);
        file.putShort((short) FILE_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        file.position(FILE_HEADER);
    }

    private static void programHeader(ByteBuffer file, int type, int flags, long at, long size, long alignment) {
        file.putInt(type).putInt(flags).putLong(at).putLong(at).putLong(at);
        file.putLong(size).putLong(size).putLong(alignment);
    }
}
