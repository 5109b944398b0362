package dev.cannery.internal.source;

import java.nio.file.Path;

/** Names of files for messages. */
public final class FileNames {
    private FileNames() {}

    /** Returns the path as the user named it, with forward slashes on every system and no leading {@code ./}. */
    public static String shown(Path file) {
        return file.normalize().toString().replace('\\', '/');
    }

    /** Returns the first location in the file. */
    public static SourceLocation start(Path file) {
        return new SourceLocation(shown(file), 1, 1);
    }

    /** Returns the name without the folders. */
    public static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Returns the name of a file without its folders and its extension. */
    public static String stem(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
