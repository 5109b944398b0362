package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated part of a guide, between {@code <!-- name -->} and {@code <!-- end name -->}; the name ends before a colon in the latter. */
public final class GuideSection {
    private final Path guide;
    private final String begin;
    private final String end;

    private GuideSection(String guide, String name) {
        this.guide = Path.of("src", "docs", guide);
        this.begin = "<!-- " + name + " -->\n";
        this.end = "<!-- end " + name.replaceFirst(":.*", "") + " -->";
    }

    /** Returns the section of this name in a guide, such as {@code options: serve} in {@code server.md}. */
    public static GuideSection of(String guide, String name) {
        return new GuideSection(guide, name);
    }

    /** Asserts that the section contains exactly this text, or writes it if golden files are being updated. */
    public void assertHolds(String text) {
        try {
            String page = Files.readString(guide);
            int from = page.indexOf(begin);
            int to = page.indexOf(end, from);
            assertThat(from).as("%s has a line %s", guide, begin.strip()).isNotNegative();
            assertThat(to)
                    .as("%s has a line %s after %s", guide, end, begin.strip())
                    .isNotNegative();
            GoldenFile.at(guide)
                    .assertHolds(page.substring(0, from + begin.length()) + text.strip() + "\n" + page.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
