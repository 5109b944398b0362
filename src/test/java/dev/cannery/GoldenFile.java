package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A file, usually of {@code src/test/resources/golden}, that holds the exact bytes of an output.
 *
 * <p>Run with {@code -Dgolden.update=true} to write what the code gives now, then read the diff.
 */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /** Returns the golden file of this name, such as {@code answers/text.json}. */
    public static GoldenFile of(String name) {
        return new GoldenFile(FOLDER.resolve(name));
    }

    /** Returns a golden file anywhere in the project. */
    public static GoldenFile at(Path file) {
        return new GoldenFile(file);
    }

    /** Whether golden files are being updated. This is the only switch for it. */
    public static boolean isUpdated() {
        return Boolean.getBoolean("golden.update");
    }

    /** Asserts that the file contains exactly these bytes, or writes them if golden files are being updated. */
    public void assertHolds(byte[] actual) {
        try {
            if (isUpdated()) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.write(file, actual);
            } else if (Files.exists(file)) {
                compare(Files.readAllBytes(file), actual);
            } else {
                fail("%s is missing; -Dgolden.update=true writes it", file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asserts that the file contains exactly this text in UTF-8. */
    public void assertHolds(String actual) {
        assertHolds(actual.getBytes(StandardCharsets.UTF_8));
    }

    /** Asserts that the file contains this text, or one that is equal to it in this respect. */
    public void assertHolds(String actual, UnaryOperator<String> respect) {
        String expected = isUpdated() ? "" : read();
        assertHolds(respect.apply(actual).equals(respect.apply(expected)) ? expected : actual);
    }

    private String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(byte[] expected, byte[] actual) {
        // As text first, for a readable difference.
        assertThat(new String(actual, StandardCharsets.UTF_8))
                .as("%s (-Dgolden.update=true renews it)", file)
                .isEqualTo(new String(expected, StandardCharsets.UTF_8));
        assertThat(actual).as("%s", file).isEqualTo(expected);
    }
}
