package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
    private static final String SOUND =
            "interactions: [{name: hello, request: {prompt: Hello, model: gpt-4o}, response: Hi}]\n";
    private static final String SHADOWED = """
            interactions:
              - {name: any weather, request: {prompt: {contains: weather}}, response: Sun}
              - {name: Rome, request: {prompt: weather in Rome}, response: Rain}
            """;

    private static final String MINE = "profile: mine\nextends: openai\n";

    @TempDir
    private Path folder;

    @Test
    void countsValidContracts() throws Exception {
        write("a.yaml", SOUND);
        try (Program program = check()) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out().lines()).containsExactly("1 interaction in 1 contract, 0 errors, 0 warnings");
        }
    }

    @Test
    void aModelOfTheResponsesApiIsReviewedThere() throws Exception {
        write("a.yaml", "interactions: [{name: a, request: {prompt: Hello, model: o3-pro}, response: Hi}]\n");
        write(
                "b.yaml",
                "interactions: [{name: b, request: {prompt: Hi, model: o1-pro, temperature: 0}, response: Hi}]\n");
        try (Program program = check()) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("'b'", "Unsupported parameter: 'temperature' is not supported with this model.");
        }
    }

    @Test
    void printsALineForEveryErrorOfEveryFile() throws Exception {
        write("a.yaml", "interactions: [{name: a, respons: Hi}]\n");
        write("b.yaml", "interactions: 3\n");
        try (Program program = check()) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out().lines())
                    .hasSize(3)
                    .anyMatch(
                            line -> line.startsWith("error    " + folder + "/a.yaml:1:26 interactions[0]: unknown key"))
                    .anyMatch(line ->
                            line.startsWith("error    " + folder + "/b.yaml:1:15 interactions: expected a list"))
                    .endsWith("0 interactions in 0 contracts, 2 errors, 0 warnings");
        }
    }

    @Test
    void countsErrorsAfterTheFirstThousand() throws Exception {
        write("a.yaml", "interactions:\n" + "  - x\n".repeat(1_500));
        try (Program text = check();
                Program json = check("--format", "json")) {
            assertThat(text.exitCode()).isEqualTo(2);
            assertThat(json.exitCode()).isEqualTo(2);
            assertThat(text.out())
                    .contains("error    and 500 more problems\n")
                    .endsWith("0 interactions in 0 contracts, 1500 errors, 0 warnings\n");
            assertThat(json.out()).contains("\"and 500 more problems\"");
        }
    }

    @Test
    void failsForWarningsOnlyOnRequest() throws Exception {
        write("a.yaml", SHADOWED);
        try (Program lax = check();
                Program strict = check("--fail-on", "warning")) {
            assertThat(lax.exitCode()).isZero();
            assertThat(lax.out())
                    .contains("warning  " + folder + "/a.yaml:3:6 'Rome': ")
                    .contains("C610");
            assertThat(strict.exitCode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--requests", "--evidence"})
    void warnsOfModelsThatAreShutDownWithinSomeDays(String option, @TempDir Path elsewhere) throws Exception {
        write("a.yaml", SOUND);
        Path requests = Files.createDirectories(elsewhere.resolve("a"));
        Files.writeString(requests.resolve("hello.json"), """
                {"contract": "a", "interaction": "hello", "source": "a.yaml:1",
                 "requests": [{"turn": 1, "test": "ATest#asks", "body": {"model": "gpt-4o-mini"}}]}
                """);
        String[] recorded = {"--as-of", "2026-12-01", option, elsewhere.toString()};
        try (Program soon = check(with(recorded, "--within", "60d"));
                Program now = check(with(recorded, "--within", "10d"));
                Program typo = check("--within", "60")) {
            assertThat(soon.exitCode()).isZero();
            assertThat(soon.out())
                    .contains("/a.yaml:1:17 'hello': the model gpt-4o will be shut down on 2027-01-14 C623")
                    .contains(
                            "'hello': a recorded request of ATest#asks: the model gpt-4o-mini will be shut down on 2027-01-14")
                    .contains("2 warnings");
            assertThat(now.exitCode()).isZero();
            assertThat(now.out()).contains("0 warnings");
            assertThat(typo.exitCode()).isEqualTo(2);
            assertThat(typo.err()).contains("--within", "'60'");
        }
    }

    @Test
    void reviewsRequestsAsOfAFutureDay() throws Exception {
        write("a.yaml", SOUND);
        try (Program then = check("--as-of", "2027-01-14")) {
            assertThat(then.exitCode()).isZero();
            assertThat(then.out())
                    .contains("The model `gpt-4o` has been deprecated")
                    .contains("C616");
        }
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void anUnknownProviderIsAnError() throws Exception {
        write("a.yaml", "provider: opnai\n" + SOUND);
        try (Program program = check()) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out())
                    .startsWith("error    " + folder + "/a.yaml:1:11 provider: unknown profile 'opnai'. Did you mean"
                            + " 'openai'?");
        }
    }

    @Test
    void aProviderMayBeAFileOrHaveADate() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("profiles")).resolve("mine.yaml"), MINE);
        Path contracts = Files.createDirectory(folder.resolve("c"));
        Files.writeString(contracts.resolve("a.yaml"), "provider: ../profiles/mine.yaml\n" + SOUND);
        Files.writeString(
                contracts.resolve("b.yaml"), "provider: openai@2024-02-01\n" + SOUND.replace("Hello", "Good day"));
        try (Program program = Program.start("check", contracts.toString())) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("2 interactions in 2 contracts, 0 errors");
        }
    }

    @Test
    void printsFindingsAsJsonForEditors() throws Exception {
        write("a.yaml", "interactions: [{name: a, respons: Hi}]\n");
        write("b.yaml", SHADOWED);
        try (Program program = check("--format", "json")) {
            assertThat(program.exitCode()).isEqualTo(2);
            JsonNode findings = Json.parse(program.out());
            assertThat(findings.size()).isEqualTo(2);
            JsonNode error = findings.get(0);
            assertThat(error.path("severity").asText()).isEqualTo("error");
            assertThat(error.path("id").asText()).isEqualTo("C601");
            assertThat(error.path("line").asInt()).isEqualTo(1);
            assertThat(error.path("column").asInt()).isEqualTo(26);
            assertThat(error.path("path").asText()).isEqualTo("interactions[0]");
            assertThat(findings.get(1).path("interaction").asText()).isEqualTo("Rome");
        }
    }

    @Test
    void failsIfNothingWasChecked() throws Exception {
        try (Program program = check()) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .containsExactly("cannery: there is no contract file (.yaml, .yml, .json) in " + folder);
        }
    }

    @Test
    void printsOneLineForAMissingFolder() throws Exception {
        try (Program program = Program.start("check", "no/such/folder")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).hasSize(1);
        }
    }

    @Test
    void acceptsTheProjectsOwnContracts() throws Exception {
        try (Program program = Program.start("check", "contracts", "--fail-on", "warning")) {
            assertThat(program.exitCode()).as(program.out()).isZero();
        }
    }

    private Program check(String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", folder.toString()));
        arguments.addAll(Arrays.asList(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aFileNameCannotControlATerminalOrACiRunner() throws Exception {
        Files.writeString(folder.resolve("##[error]a.yaml"), "interactions: 1\n");
        Files.writeString(folder.resolve("b\u001b[2J\n::error::b.yaml"), "interactions: 1\n");
        try (Program program = Program.start("check", folder.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out())
                    .contains("##\\u005berror]a.yaml", "b\\u001b[2J\\n::error::b.yaml")
                    .doesNotContain("##[", "\u001b", "\n::");
        }
    }

    @Test
    void takesContractsAsArgumentsOrAnOption() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.yaml"), "interactions: [{name: a, request: {prompt: Hello}, response: Hi}]\n");
        try (Program program = Program.start("check", "--contracts", file.toString())) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
            assertThat(program.out()).contains("1 interaction in 1 contract");
        }
    }

    @Test
    void theProgramsHelpListsCommandsInGroupsAndNoOptions() throws Exception {
        try (Program program = Program.start("help");
                Program of = Program.start("verify", "--help")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out())
                    .contains("Mock server:\n  serve ", "Contracts:\n", "Real providers:\n  verify ")
                    .doesNotContain("--rate-limit", "Other:");
            assertThat(of.exitCode()).isZero();
            assertThat(of.out()).contains("Usage: cannery verify", "--fail-on=error|warning");
        }
    }

    @Test
    void theCompletionScriptContainsEveryCommandAndItsOptions() throws Exception {
        try (Program program = Program.start("completion")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out())
                    .contains("complete -F _complete_cannery", "serve", "--rate-limit", "verify", "--fail-on");
        }
    }
}
