package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the README and the guides: snippets are regions of tested files, links are valid, and CI runs the commands. */
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final Path GUIDES = Path.of("src", "docs");
    private static final Path INDEX = GUIDES.resolve("index.md");
    private static final int LONGEST_README = 220;
    private static final Pattern MODEL = Pattern.compile("\\b(?:gpt-\\d[\\w.]*(?:-\\w+)*|o[134](?:-mini)?)\\b");

    /** Languages whose blocks must be regions of files that a test or a client project runs. */
    private static final String[] TESTED = {"java", "kotlin", "js", "yaml", "yml"};

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(guides());
        pages.add(README);
        return pages;
    }

    private static List<Path> guides() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetIsARegionOfAFileThatRuns(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> right = new ArrayList<>(lines);
        List<MarkdownPage.Block> blocks =
                new ArrayList<>(MarkdownPage.parse(lines).blocks());
        // from the end, so that a longer block does not move the blocks that are still to be compared
        for (int i = blocks.size() - 1; i >= 0; i--) {
            MarkdownPage.Block block = blocks.get(i);
            if (block.isIn(TESTED)) {
                assertThat(block.snippet())
                        .as(
                                "%s:%d needs a line <!-- snippet: path/to/File#region --> right before it",
                                file, block.line())
                        .isPresent();
                List<String> inner =
                        right.subList(block.line(), block.line() + block.text().size());
                List<String> region = region(block.snippet().orElseThrow());
                inner.clear();
                inner.addAll(region);
            }
        }
        GoldenFile.at(file).assertHolds(String.join("\n", right) + "\n");
    }

    @Test
    void theReadmeShowsAContractAndATestThatRun() throws IOException {
        List<MarkdownPage.Block> blocks =
                MarkdownPage.parse(Files.readAllLines(README)).blocks();

        assertThat(blocks).as("blocks of YAML").anyMatch(block -> block.isIn("yaml"));
        assertThat(blocks).as("blocks of Java").anyMatch(block -> block.isIn("java"));
    }

    private static List<String> region(String snippet) throws IOException {
        String[] fileAndRegion = snippet.split("#", 2);
        Path file = Path.of(fileAndRegion[0]);
        assertThat(file).as("the file of the snippet %s", snippet).isRegularFile();
        return MarkdownPage.region(Files.readAllLines(file), fileAndRegion.length == 2 ? fileAndRegion[1] : "");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsToAnExistingFileAndHeading(Path file) throws IOException {
        MarkdownPage page = MarkdownPage.parse(Files.readAllLines(file));

        assertThat(page.links()).allSatisfy(link -> {
            Path target = link.path().isEmpty()
                    ? file
                    : file.toAbsolutePath().resolveSibling(link.path()).normalize();
            assertThat(target)
                    .as("%s:%d links to %s", file, link.line(), link.path())
                    .exists();
            if (!link.anchor().isEmpty()) {
                assertThat(MarkdownPage.parse(Files.readAllLines(target)).anchors())
                        .as("headings of %s, to which %s:%d links", target, file, link.line())
                        .contains(link.anchor());
            }
        });
    }

    @Test
    void theIndexNamesEveryGuide() throws IOException {
        Set<String> named = MarkdownPage.parse(Files.readAllLines(INDEX)).links().stream()
                .map(MarkdownPage.Link::path)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(guides().stream().filter(guide -> !guide.equals(INDEX)))
                .extracting(guide -> guide.getFileName().toString())
                .allSatisfy(guide -> assertThat(named).contains(guide));
    }

    @Test
    void noPageOrContractShowsAModelThatEndsWithinHalfAYear() throws IOException {
        Profile openai = ProfileReader.read("openai");
        LocalDate soon = LocalDate.of(2026, 11, 30).plusMonths(6);
        List<Path> files = new ArrayList<>(pages());
        try (Stream<Path> contracts = Files.walk(Path.of("contracts"))) {
            contracts.filter(Files::isRegularFile).forEach(files::add);
        }

        assertThat(files)
                .allSatisfy(file -> assertThat(MODEL.matcher(Files.readString(file))
                                .results()
                                .map(MatchResult::group)
                                // the two that explain the end of a model
                                .filter(model ->
                                        !Set.of("gpt-3.5-turbo-0613", "gpt-5.2").contains(model)))
                        .as(file.toString())
                        .allSatisfy(model -> assertThat(openai.endOf(model).orElse(LocalDate.MAX))
                                .as(model)
                                .isAfter(soon)));
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README).size()).as("lines of the README").isLessThanOrEqualTo(LONGEST_README);
    }

    @Test
    void ciRunsTheFirstTwoCommandsOfTheReadme() throws IOException {
        List<String> commands = MarkdownPage.parse(Files.readAllLines(README)).commands();
        assertThat(commands).as("shell commands of the README").hasSizeGreaterThanOrEqualTo(2);
        List<String> ofCi;
        try (Stream<String> lines = Files.lines(Path.of(".ci", "run"))) {
            ofCi = lines.map(DocsTest::withoutMavensFlags).toList();
        }

        assertThat(commands.subList(0, 2).stream().flatMap(line -> Arrays.stream(line.split(" && "))))
                .allSatisfy(command -> assertThat(ofCi)
                        .as("lines of .ci/run, one of which should run the README's `%s`", command)
                        .anyMatch(line -> line.contains(beginning(command))));
    }

    /** Returns the essential part of a command: {@code mvn verify}, {@code java -jar x.jar serve}. */
    private static String beginning(String command) {
        int words = command.startsWith("java -jar ") ? 4 : 2;
        return Arrays.stream(withoutMavensFlags(command).split(" +"))
                .limit(words)
                .collect(Collectors.joining(" "));
    }

    private static String withoutMavensFlags(String line) {
        return line.replaceAll(" -(B|ntp|q)\\b", "");
    }
}
