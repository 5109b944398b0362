package dev.cannery.internal.source;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;

/** Writes files atomically: a file keeps its old contents until the new contents are completely written. */
public final class WholeFileWriter {
    private WholeFileWriter() {}

    /**
     * Writes or replaces a file, creating its folders.
     *
     * @throws IOException when it cannot be written; the file is then unchanged
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path whole = ready(file);
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            // a pipe or a device has no old contents, and must not be replaced by a file
            Files.write(whole, bytes);
            return;
        }
        Path part = whole.resolveSibling("." + FileNames.nameOf(whole) + "."
                + ProcessHandle.current().pid() + "-" + System.identityHashCode(bytes) + ".part");
        try {
            Files.write(part, bytes);
            move(part, whole);
        } catch (AccessDeniedException e) {
            Files.deleteIfExists(part);
            if (!Files.isWritable(whole)) {
                throw e;
            }
            // the file may be writable although its folder is not
            Files.write(whole, bytes);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /**
     * Writes or replaces a file with text that must not contain certain things. Until what was written has been checked, only its
     * owner can read it.
     *
     * @param isClean whether the text may be in the file
     * @throws IOException when it cannot be written or is not clean; the file is then unchanged
     */
    public static void writeChecked(Path file, String text, Predicate<String> isClean) throws IOException {
        Path whole = ready(file);
        Path part = whole.resolveSibling("." + FileNames.nameOf(whole) + "."
                + ProcessHandle.current().pid() + "-" + System.identityHashCode(text) + ".part");
        try {
            Files.deleteIfExists(part);
            // a new file has the usual permissions of this user
            Files.createFile(part);
            boolean isPosix = Files.getFileStore(part).supportsFileAttributeView(PosixFileAttributeView.class);
            Set<PosixFilePermission> usual = isPosix ? Files.getPosixFilePermissions(part) : Set.of();
            if (isPosix) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(part, text);
            if (!isClean.test(Files.readString(part))) {
                throw new IOException("it would contain a secret");
            }
            if (isPosix) {
                Files.setPosixFilePermissions(part, Files.exists(whole) ? Files.getPosixFilePermissions(whole) : usual);
            }
            move(part, whole);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes or replaces a file with text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Appends text to a file, which need not exist.
     *
     * @throws IOException when it cannot be appended; the file is then unchanged
     */
    public static void append(Path file, String text) throws IOException {
        Path whole = ready(file);
        long before = Files.isRegularFile(whole) ? Files.size(whole) : 0;
        try {
            Files.writeString(whole, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            if (Files.isRegularFile(whole) && Files.size(whole) > before) {
                try (RandomAccessFile half = new RandomAccessFile(whole.toFile(), "rw")) {
                    half.setLength(before);
                }
            }
            throw e;
        }
    }

    /** Renames an unreadable file, so that it is neither read again nor lost; returns its new path. */
    public static Path setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(FileNames.nameOf(file) + ".corrupt");
        return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns why a file could not be written, in a few words. */
    public static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileSystemException system) {
            return system.getReason() == null ? "'" + system.getFile() + "' is in the way" : system.getReason();
        }
        return String.valueOf(fault.getMessage());
    }

    /** Returns the target of the file if it is a link; creates its folder. */
    private static Path ready(Path file) throws IOException {
        Path whole = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return whole;
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
