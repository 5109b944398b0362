package dev.cannery.internal.cli;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reloads the contracts when one of their files changes.
 *
 * <p>It looks at times and sizes a few times a second, which serves every file system alike; the system's own
 * notifications are slow on some and absent on mounted folders.
 */
final class ContractWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 150;

    private final List<Path> paths;
    private volatile Set<Path> named = Set.of();
    private Map<Path, Stamp> seen;
    private @Nullable Thread thread;

    /** A watch that knows the files as they are now: make it before they are read, so that no change is missed. */
    ContractWatch(List<Path> paths) {
        this.paths = paths;
        this.seen = stamps(paths);
    }

    /** Looks from now on at what the contracts name, too: a changed stub or schema is a changed answer or rule. */
    void include(ContractReader.Reading reading) {
        named = reading.named();
        // what was seen before the reading stays as it was seen
        named.stream().filter(file -> !seen.containsKey(file)).forEach(file -> stamp(file, seen));
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = stamps(paths);
        named.forEach(file -> stamp(file, stamps));
        return stamps;
    }

    /** Begins to look, on a thread of its own; it hands on what the files say after each change. */
    void start(Consumer<ContractReader.Reading> onChange) {
        Thread started = new Thread(() -> watch(onChange), "cannery-watch");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void watch(Consumer<ContractReader.Reading> onChange) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                lookAndSurvive(onChange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is thrown, the watch goes on, or later edits would be ignored in silence. */
    private void lookAndSurvive(Consumer<ContractReader.Reading> onChange) {
        try {
            look(onChange);
        } catch (RuntimeException | Error e) {
            try {
                onChange.accept(failure(e));
            } catch (RuntimeException | Error again) {
                // the next look may have the memory to say it
                seen = Map.of();
            }
        }
    }

    private void look(Consumer<ContractReader.Reading> onChange) {
        Map<Path, Stamp> now = stamps();
        if (!now.equals(seen)) {
            seen = now;
            ContractReader.Reading reading = read();
            include(reading);
            onChange.accept(reading);
        }
    }

    /** Whatever a file does to the reading is said as a problem. */
    private ContractReader.Reading read() {
        try {
            return ContractReader.readLeniently(paths);
        } catch (RuntimeException | Error e) {
            return failure(e);
        }
    }

    private ContractReader.Reading failure(Throwable failure) {
        SourceLocation place = new SourceLocation(paths.get(0).toString(), 1, 1);
        SourceProblem problem = new SourceProblem(place, "", "the contracts cannot be read: " + failure);
        return new ContractReader.Reading(List.of(), List.of(problem), 0, named);
    }

    private static Map<Path, Stamp> stamps(List<Path> paths) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
                below.forEach(file -> stamp(file, stamps));
            } catch (IOException | UncheckedIOException e) {
                // a file that goes away while it is looked at is a change, seen by its stamp missing
                stamps.remove(path);
            }
        }
        return stamps;
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                // a link that is swapped for another leads to another file, of whatever size and time
                stamps.put(
                        file,
                        new Stamp(
                                attributes.lastModifiedTime().toMillis(),
                                attributes.size(),
                                String.valueOf(attributes.fileKey()),
                                file.toRealPath()));
            }
        } catch (IOException e) {
            stamps.remove(file);
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private record Stamp(long modified, long size, String key, Path real) {}
}
