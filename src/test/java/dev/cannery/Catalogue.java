package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A golden file with the exact messages of one family: a line for each case, and the reported messages below it, indented.
 *
 * <p>Tests elsewhere assert ids, places and values, so that a message is reworded in one place. Run with {@code
 * -Dgolden.update=true} to write what the code reports now, then read the diff.
 */
public final class Catalogue {
    private static final String INDENT = "    ";

    private final Path file;
    private final Map<String, String> messages;

    private Catalogue(Path file, Map<String, String> messages) {
        this.file = file;
        this.messages = messages;
    }

    /** Returns the catalogue of a family, {@code src/test/resources/golden/<family>.txt}. */
    public static Catalogue of(String family) {
        return at(Path.of("src/test/resources/golden", family + ".txt"));
    }

    /** Returns the catalogue in a file. */
    static Catalogue at(Path file) {
        Map<String, String> messages = new TreeMap<>();
        String title = "";
        for (String line : Files.exists(file) ? lines(file) : new String[0]) {
            if (line.startsWith(INDENT)) {
                messages.merge(title, line.substring(INDENT.length()), (before, more) -> before + "\n" + more);
            } else if (!line.isEmpty()) {
                title = line;
            }
        }
        return new Catalogue(file, messages);
    }

    /** Asserts that this text is reported in this case, or writes it if golden files are being updated. */
    public synchronized void assertHolds(String title, String message) {
        assertThat(title)
                .as("a case has one line, which is not indented")
                .isNotBlank()
                .doesNotContain("\n");
        String reported = message.stripTrailing().replaceAll("(?m)\\s+$", "");
        if (GoldenFile.isUpdated()) {
            messages.put(title, reported);
            write();
        } else {
            assertThat(reported)
                    .as("%s: %s (-Dgolden.update=true renews it)", file, title)
                    .isEqualTo(messages.get(title));
        }
    }

    /** Asserts that the catalogue has exactly these cases, or removes the others if golden files are being updated. */
    public synchronized void assertCases(Collection<String> titles) {
        if (GoldenFile.isUpdated()) {
            messages.keySet().retainAll(titles);
            write();
        } else {
            assertThat(messages.keySet()).as("cases of %s", file).containsExactlyInAnyOrderElementsOf(titles);
        }
    }

    private void write() {
        String text = messages.entrySet().stream()
                .map(message -> message.getKey() + "\n" + message.getValue().indent(INDENT.length()))
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] lines(Path file) {
        try {
            return Files.readString(file).split("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
