package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README, for tests that measure what it states. */
public final class Readme {
    private Readme() {}

    /** Fails unless the README contains this text, whatever its line breaks. */
    public static void requireText(String expected) {
        try {
            String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");
            assertThat(readme.contains(expected))
                    .as("the README states: %s", expected)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
