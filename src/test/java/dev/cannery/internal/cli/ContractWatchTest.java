package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractWatchTest {
    private static final String CONTRACT = "interactions: [{name: %s, request: {prompt: hi}, response: Hi}]";

    private final BlockingQueue<ContractReader.Reading> readings = new LinkedBlockingQueue<>();
    private @TempDir Path folder;

    @Test
    void reportsAnErrorAsAProblemAndReadsTheNextEdit() throws Exception {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, CONTRACT.formatted("first"));
        AtomicBoolean failed = new AtomicBoolean();
        try (ContractWatch watch = new ContractWatch(List.of(folder))) {
            watch.start(reading -> {
                if (failed.compareAndSet(false, true)) {
                    throw new OutOfMemoryError("made");
                }
                readings.add(reading);
            });
            save(file, "second one");
            assertThat(next().problems()).singleElement().asString().contains("cannot read the contracts", "made");
            save(file, "third edit of it");
            assertThat(nameIn(next())).isEqualTo("third edit of it");
        }
    }

    /** Replaces the file atomically, since the watch may otherwise read a half-written file. */
    private void save(Path file, String name) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), CONTRACT.formatted(name));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void detectsALinkToAnotherFileOfTheSameSizeAndTime() throws Exception {
        Path versions = Files.createDirectories(folder.resolve("versions"));
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Path link = contracts.resolve("a.yaml");
        Files.createSymbolicLink(link, version(versions, "one"));
        try (ContractWatch watch = new ContractWatch(List.of(contracts))) {
            watch.start(readings::add);
            Path swapped = Files.createSymbolicLink(folder.resolve("swap"), version(versions, "two"));
            Files.move(swapped, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

            assertThat(nameIn(next())).isEqualTo("two");
        }
    }

    private static Path version(Path folder, String name) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, CONTRACT.formatted(name));
        return Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    }

    private ContractReader.Reading next() throws InterruptedException {
        ContractReader.Reading reading = readings.poll(20, TimeUnit.SECONDS);
        assertThat(reading).isNotNull();
        return reading;
    }

    private static String nameIn(ContractReader.Reading reading) {
        return reading.contracts().get(0).interactions().get(0).name();
    }
}
