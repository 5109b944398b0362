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

/** Writes files whole or not at all: what stood in a file stays there until all of the new text is written. */
public final class WholeFileWriter {
    private WholeFileWriter() {}

    /**
     * Writes a file in place of what stood there, with the folders that it needs.
     *
     * @throws IOException when it cannot be written; then the file is as it was
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path whole = ready(file);
        if (Files.exists(whole) && !Files.isRegularFile(whole)) {
            // a pipe or a device has no old text, and must not become a file
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
            // a file that may be written in a folder that may not
            Files.write(whole, bytes);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** The same with text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds text to the end of a file, which need not be there.
     *
     * @throws IOException when it cannot be added; then the file holds what it did before
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

    /** Moves a file that cannot be read out of the way, so that it is neither read again nor lost; gives where it is now. */
    public static Path setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(FileNames.nameOf(file) + ".corrupt");
        return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Why a file could not be written, in a few words. */
    public static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileSystemException system) {
            return system.getReason() == null ? "'" + system.getFile() + "' is in the way" : system.getReason();
        }
        return String.valueOf(fault.getMessage());
    }

    /** The file itself, where its name is a link to it; its folder is there then. */
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
