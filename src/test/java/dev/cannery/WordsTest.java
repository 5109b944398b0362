package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that read as translated do not come back: the field has a standard term for each. */
class WordsTest {
    private static final List<Path> PLACES =
            List.of(Path.of("README.md"), Path.of("src", "docs"), Path.of("src", "main"), Path.of(".github"));
    private static final int FEWEST_FILES = 400;
    private static final Map<Path, List<String>> LINES = lines();

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "blots? => redact",
                "blotted => redacted",
                "milliards? => billion",
                "hears? => is notified",
                "heard => was notified; is honoured",
                "whoever => name who it is",
                "anew => again",
                "(is|are|was|were) told => is reported, is notified",
                "tells? of => reports, prints, shows",
                "puts? (a contract|contracts|it) to a => verifies a provider against",
                "fates? => injected fault; outcome",
                "shel(f|ves) => store",
                "podium => top matches",
                "mistakes? of the user => usage error",
                "by no interaction => matched no interaction",
                "beside => next to; in addition to",
                "departures? => deviation",
                "lets? in => admits",
                "so many bytes => this many bytes",
                "as many as may be => the maximum",
                "complain\\w* => report a problem",
                "twins? => stream variant; counterpart",
                "as promised => passed",
                "in vain => pointless",
                "nothing is proven => nothing was verified"
            })
    void aHouseWordDoesNotComeBack(String word, String insteadOf) {
        Pattern pattern = Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        LINES.forEach((file, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        });

        assertThat(LINES).hasSizeGreaterThan(FEWEST_FILES);
        assertThat(found).as("lines with '%s'; write '%s'", word, insteadOf).isEmpty();
    }

    /** The texts of the project, without what is generated from them. */
    private static Map<Path, List<String>> lines() {
        Map<Path, List<String>> lines = new TreeMap<>();
        for (Path place : PLACES) {
            try (Stream<Path> found = Files.walk(place)) {
                for (Path file : found.filter(WordsTest::isText).toList()) {
                    lines.put(file, Files.readAllLines(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|md|yaml|json|hbs|txt)")
                && !file.toString().contains("prepared");
    }
}
