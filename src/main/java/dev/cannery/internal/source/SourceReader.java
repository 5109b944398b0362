package dev.cannery.internal.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a regular file in UTF-8, up to a maximum size. */
public final class SourceReader {
    private static final long MAX_BYTES = 64 << 20;

    private SourceReader() {}

    /** Returns the text of the file; empty if it cannot be read, which is reported. */
    public static Optional<String> text(Path file, Problems problems) {
        try {
            String refusal = refusalOf(file);
            if (refusal.isEmpty()) {
                return Optional.of(Files.readString(file));
            }
            problems.add(FileNames.start(file), "", refusal);
        } catch (CharacterCodingException e) {
            problems.add(FileNames.start(file), "", "the file is not UTF-8");
        } catch (IOException e) {
            problems.add(FileNames.start(file), "", "cannot read the file: " + FolderReader.words(e));
        }
        return Optional.empty();
    }

    private static String refusalOf(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "no such file";
        }
        if (!Files.isRegularFile(file)) {
            // a pipe gives its text only once, to the first reader, and may block the reader forever
            return Files.isDirectory(file) ? "this is a folder, not a file" : "this is not a regular file";
        }
        return Files.size(file) > MAX_BYTES ? "the file is larger than 64 MiB" : "";
    }
}
