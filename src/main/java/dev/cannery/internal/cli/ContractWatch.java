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
 * <p>It polls times and sizes a few times a second, which works on every file system. Notifications of the operating system
 * are slow on some and do not exist for mounted folders.
 */
final class ContractWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 150;

    private final List<Path> paths;
    private volatile Set<Path> named = Set.of();
    private Map<Path, Stamp> seen;
    private @Nullable Thread thread;

    /** Creates a watch that compares with the current state of the files. Create it before reading them, so that no change is missed. */
    ContractWatch(List<Path> paths) {
        this.paths = paths;
        this.seen = stamps(paths);
    }

    /** Also watches the stubs and schemas that the contracts refer to. */
    void include(ContractReader.Reading reading) {
        named = reading.named();
        // keep earlier stamps: the file may have changed since
        named.stream().filter(file -> !seen.containsKey(file)).forEach(file -> stamp(file, seen));
    }

    private Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = stamps(paths);
        named.forEach(file -> stamp(file, stamps));
        return stamps;
    }

    /** Starts watching on a thread of its own. After each change it reads the contracts and passes them on. */
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

    /** Looks once and survives every exception and error; otherwise later edits would be ignored silently. */
    private void lookAndSurvive(Consumer<ContractReader.Reading> onChange) {
        try {
            look(onChange);
        } catch (RuntimeException | Error e) {
            try {
                onChange.accept(failure(e));
            } catch (RuntimeException | Error again) {
                // the next look may have the memory to report it
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

    /** Reads the contracts; every failure becomes a problem of the result. */
    private ContractReader.Reading read() {
        try {
            return ContractReader.readLeniently(paths);
        } catch (RuntimeException | Error e) {
            return failure(e);
        }
    }

    private ContractReader.Reading failure(Throwable failure) {
        SourceLocation place = new SourceLocation(paths.get(0).toString(), 1, 1);
        SourceProblem problem = new SourceProblem(place, "", "cannot read the contracts: " + failure);
        return new ContractReader.Reading(List.of(), List.of(problem), 0, named);
    }

    private static Map<Path, Stamp> stamps(List<Path> paths) {
        Map<Path, Stamp> stamps = new HashMap<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
                below.forEach(file -> stamp(file, stamps));
            } catch (IOException | UncheckedIOException e) {
                // a file that is deleted meanwhile is detected as a change by its missing stamp
                stamps.remove(path);
            }
        }
        return stamps;
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                // a symbolic link may now lead to another file of the same size and time
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
