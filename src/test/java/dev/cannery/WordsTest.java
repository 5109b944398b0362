package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that read as translated do not come back: the field has a standard term for each. */
class WordsTest {
    private static final List<Path> PLACES =
            List.of(Path.of("README.md"), Path.of("src", "docs"), Path.of("src", "main"), Path.of(".github"));
    private static final int FEWEST_FILES = 400;

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
    void aHouseWordDoesNotComeBack(String word, String insteadOf) throws IOException {
        Pattern pattern = Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        List<Path> files = files();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }

        assertThat(files).hasSizeGreaterThan(FEWEST_FILES);
        assertThat(found).as("lines with '%s'; write '%s'", word, insteadOf).isEmpty();
    }

    /** The texts of the project, without what is generated from them. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : PLACES) {
            try (Stream<Path> found = Files.walk(place)) {
                found.filter(file -> file.toString().matches(".*\\.(java|md|yaml|json|hbs|txt)"))
                        .filter(file -> !file.toString().contains("prepared"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
