package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spoils good files at random: each is read or refused in words and with a place, and nothing else ever happens. */
class ReaderFuzzTest {
    private static final int CASES = 2_000;
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            "- ",
            "? ",
            "&a ",
            "*a",
            "---\n",
            "\n",
            "\t",
            "\"",
            "'",
            "# ",
            "|\n",
            ">\n",
            "!!int ",
            "!x ",
            "<<: ",
            "null",
            "true",
            "-1",
            "1e9",
            "1e99999999999",
            ".inf",
            "0x",
            "0o7",
            "1..",
            "..",
            "\u0000",
            "\uD83D",
            "\uFEFF",
            "absent: true",
            "{any_of: [",
            "conforms_to: {",
            "matches: \"(\"",
            "%",
            "@",
            "`",
            ",",
            "=");

    @Test
    void everySpoiltFileIsReadOrRefusedWithAPlace() {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> files = goodFiles();
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String text = spoilt(files.get(random.nextInt(files.size())), random);
            String name = random.nextInt(8) == 0 ? "x.json" : "x.yaml";
            assertIsReadOrRefused(name, text, "-Dseed=" + seed + ", case " + i);
        }
    }

    private static void assertIsReadOrRefused(String name, String text, String origin) {
        try {
            ContractReader.parse(name, text);
        } catch (SourceProblemsException e) {
            assertThat(e.sourceProblems()).as(origin).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.at().file()).isEqualTo(name);
                assertThat(problem.at().line()).isBetween(1, (int) text.lines().count() + 2);
                assertThat(problem.at().column()).isPositive();
                assertThat(problem.sentence()).hasLineCount(1).doesNotContain("yaml.snakeyaml", "com.", "java.");
            });
        } catch (RuntimeException | Error e) {
            throw new AssertionError(origin + " escaped with\n" + text, e);
        }
    }

    private static String spoilt(String text, Random random) {
        String spoilt = text;
        for (int i = 0; i <= random.nextInt(3); i++) {
            spoilt = switch (random.nextInt(3)) {
                case 0 -> withCharactersChanged(spoilt, random);
                case 1 -> withLinesChanged(spoilt, random);
                default -> withTokensChanged(spoilt, random);
            };
        }
        return spoilt;
    }

    private static String withCharactersChanged(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        int length = Math.min(text.length() - at, 1 + random.nextInt(3));
        String put = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> text.substring(at, at + length).repeat(2);
            default -> TOKENS.get(random.nextInt(TOKENS.size()));
        };
        return text.substring(0, at) + put + text.substring(at + length);
    }

    private static String withLinesChanged(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(Math.max(1, lines.size()));
        if (at < lines.size()) {
            switch (random.nextInt(4)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 ->
                    lines.set(at, " ".repeat(random.nextInt(8)) + lines.get(at).strip());
                default -> Collections.swap(lines, at, random.nextInt(lines.size()));
            }
        }
        return String.join("\n", lines);
    }

    /** Words and signs, so that a key, a value or a bracket goes as a whole. */
    private static String withTokensChanged(String text, Random random) {
        List<String> tokens = new ArrayList<>(Arrays.asList(text.split("\\b", -1)));
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(4)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
            case 2 -> tokens.set(at, TOKENS.get(random.nextInt(TOKENS.size())));
            default -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
        }
        return String.join("", tokens);
    }

    private static List<String> goodFiles() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/contracts/good"))) {
            return files.sorted().map(ReaderFuzzTest::textOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
