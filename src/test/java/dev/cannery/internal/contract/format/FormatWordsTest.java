package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A word of the contract format stands once, so that adding a key is one entry of the table and its behaviour. */
class FormatWordsTest {
    private static final Path MAIN = Path.of("src/main/java");

    /** Fields of the API's requests and answers, which whatever reads or writes these must name. */
    private static final Set<String> OF_THE_API = Set.of(
            ("annotations arguments audio body cached_tokens choices code completion_tokens content created data description"
                            + " error expires_at finish_reason function_call headers id input kind logprobs message model name"
                            + " param prompt_tokens reasoning reasoning_tokens refusal request response seed service_tier status"
                            + " stream strict system system_fingerprint tool_calls transcript type usage path prompt")
                    .split(" "));

    /**
     * Words that other formats share: our reports, recorded requests, profiles, the admin API, templates, JSON Schema, and the
     * files of other tools.
     */
    private static final Set<String> OF_OTHER_FORMATS = Set.of(
            ("absent consumer contains jitter latency matches any_of by contract delay every example fallback fault first first_within gap_within given interactions is json last max min"
                            + " needs none not pending provider query size turns verify")
                    .split(" "));

    @Test
    void aWordOfTheFormatStandsInOneFile() throws IOException {
        Map<Path, String> files = files();
        TreeMap<String, List<String>> repeated = new TreeMap<>();
        for (String word : words()) {
            List<String> holders = new ArrayList<>();
            files.forEach((file, text) -> {
                if (text.contains("\"" + word + "\"")) {
                    holders.add(file.getFileName().toString());
                }
            });
            boolean isShared = OF_THE_API.contains(word) || OF_OTHER_FORMATS.contains(word);
            if (holders.isEmpty() || (holders.size() > 1 && !isShared)) {
                repeated.put(word, holders);
            }
        }

        assertThat(files).hasSizeGreaterThan(400);
        assertThat(repeated).isEmpty();
    }

    @Test
    void theTableHasAllWords() {
        assertThat(words())
                .hasSizeGreaterThan(100)
                .contains("retry_after", "after_chunks", "at_least", "ends_with", "tool_results", "line_ends", "above");
    }

    private static Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(MAIN)) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(".java")).toList()) {
                files.put(file, Files.readString(file));
            }
        }
        return files;
    }

    private static Set<String> words() {
        Set<String> words = new LinkedHashSet<>(OperatorsForm.words());
        RequestForm.PARTS.forEach(part -> words.add(part.word()));
        collect(ContractForm.FORM, words, new LinkedHashSet<>());
        return words;
    }

    private static void collect(MapForm<?> map, Set<String> words, Set<MapForm<?>> seen) {
        if (seen.add(map)) {
            words.addAll(map.words());
            map.keys().forEach(key -> key.form().maps().forEach(inner -> collect(inner, words, seen)));
        }
    }
}
