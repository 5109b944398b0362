package dev.cannery.internal.source;

import java.nio.file.Path;
import java.util.Locale;

/** Names of files for messages. */
public final class FileNames {
    private static final int SLUG_LENGTH = 60;

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

    /** Returns a name reduced to at most 60 characters that are safe in file names, such as {@code asks-for-the-weather}. */
    public static String slug(String name) {
        String words = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+", "");
        int length = words.codePointCount(0, words.length());
        String cut = words.substring(0, words.offsetByCodePoints(0, Math.min(SLUG_LENGTH, length)));
        String slug = cut.replaceAll("-+$", "");
        return slug.isEmpty() ? "unnamed" : slug;
    }
}
