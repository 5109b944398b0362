package dev.cannery.internal.junit.coverage;

import dev.cannery.internal.source.WholeFileWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/** Writes {@code coverage.json} and {@code coverage.html}, adding to what other JVMs and earlier runs wrote. */
final class CoverageReport {
    private CoverageReport() {}

    /**
     * Writes both files into a folder.
     *
     * @param isOutdated of which tests what was found before no longer counts
     * @return the table for the terminal; empty when no contract was loaded
     */
    static String write(Path folder, CoverageTally tally, Predicate<String> isOutdated) throws IOException {
        if (tally.coverage().interactions().isEmpty()) {
            return "";
        }
        Path file = folder.resolve("coverage.json");
        Coverage merged = tally.coverage().after(CoverageFile.read(file), isOutdated);
        WholeFileWriter.write(file, CoverageFile.text(merged));
        WholeFileWriter.write(folder.resolve("coverage.html"), CoveragePage.of(merged));
        return CoverageTable.of(merged);
    }

    /** Does something with a folder while no other JVM does. */
    static void alone(Path folder, Work work) throws IOException {
        Files.createDirectories(folder);
        Path mark = folder.resolve(".lock");
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                work.run();
            }
        }
    }

    /** What is done alone. */
    @FunctionalInterface
    interface Work {
        /** Does it. */
        void run() throws IOException;
    }
}
