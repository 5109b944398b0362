package dev.cannery.internal.junit.coverage;

import dev.cannery.internal.source.WholeFileWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/** Writes {@code coverage.json} and {@code coverage.html}, merged with the results of other JVMs and earlier runs. */
final class CoverageReport {
    private CoverageReport() {}

    /**
     * Writes both files into a folder.
     *
     * @param isOutdated whether the earlier results of a test no longer count
     * @return the table for the terminal; empty if no contract was loaded
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

    /** Runs an action on a folder while holding a lock, so that no other JVM works on it. */
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

    /** An action that runs while holding the lock. */
    @FunctionalInterface
    interface Work {
        /** Runs the action. */
        void run() throws IOException;
    }
}
