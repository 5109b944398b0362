package dev.cannery.internal.junit.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sizes and times of files, to detect later whether any was changed, added or removed. */
final class FileStamps {
    private final Collection<Path> filesOrFolders;
    private final Map<Path, Stamp> stamps;

    private FileStamps(Collection<Path> filesOrFolders, Map<Path, Stamp> stamps) {
        this.filesOrFolders = List.copyOf(filesOrFolders);
        this.stamps = stamps;
    }

    /** Records the current state of these files and of all files below these folders. */
    static FileStamps of(Collection<Path> filesOrFolders) throws IOException {
        return new FileStamps(filesOrFolders, now(filesOrFolders));
    }

    /** Whether nothing has changed since. */
    boolean areCurrent() throws IOException {
        return stamps.equals(now(filesOrFolders));
    }

    private static Map<Path, Stamp> now(Collection<Path> filesOrFolders) throws IOException {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path path : filesOrFolders) {
            if (Files.exists(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        stamps.put(file, Stamp.of(file));
                    }
                }
            }
        }
        return stamps;
    }

    private record Stamp(FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size());
        }
    }
}
