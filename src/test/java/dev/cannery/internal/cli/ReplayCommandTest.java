package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has changed since a recording. The provider is a mock that answers another day in another way. */
class ReplayCommandTest {
    private static final String REQUEST = """
            {"model":"gpt-4o-mini","temperature":0.2,"messages":[{"role":"user","content":"%s"}]}
            """;

    @TempDir
    private Path folder;

    private static MockServer provider(String answers) {
        return MockServer.builder()
                .contracts(ContractReader.parse(
                        "provider.yaml",
                        "interactions:\n  - {name: hi, request: {prompt: {contains: Hello}}, response: [" + answers
                                + "]}\n" + "  - {name: bye, request: {prompt: Bye}, response: So long}\n"))
                .start();
    }

    private static Program command(String... arguments) {
        return Program.start(arguments);
    }

    private void record(Path out, String answer, String prompt, String... more) throws Exception {
        record(out, answer, List.of(prompt, "Bye"), more);
    }

    private void record(Path out, String answers, List<String> prompts, String... more) throws Exception {
        try (MockServer provider = provider(answers)) {
            List<String> arguments = new ArrayList<>(List.of(
                    "record",
                    "--target",
                    provider.baseUrl().toString(),
                    "--port",
                    "0",
                    "--calls",
                    String.valueOf(prompts.size()),
                    "--out",
                    out.toString(),
                    "--name",
                    "talk"));
            arguments.addAll(Arrays.asList(more));
            try (Program program = command(arguments.toArray(String[]::new))) {
                for (String prompt : prompts) {
                    program.post(REQUEST.formatted(prompt));
                }
                assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
            }
        }
    }

    private Program refresh(Path out, String answer, String... more) throws Exception {
        try (MockServer provider = provider(answer)) {
            List<String> arguments = new ArrayList<>(List.of(
                    "record", "--refresh", "--target", provider.baseUrl().toString(), "--out", out.toString()));
            arguments.addAll(Arrays.asList(more));
            Program program = command(arguments.toArray(String[]::new));
            program.exitCode();
            return program;
        }
    }

    private static Map<String, String> files(Path root) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private String request(String json) throws Exception {
        Path file = folder.resolve("request.json");
        Files.writeString(file, json);
        return file.toString();
    }

    @Test
    void aRequestThatNoLongerMatchesIsComparedWithTheRecordedOne() throws Exception {
        Path out = folder.resolve("out");
        record(out, "Good day", "Hello there.");
        String now = request(REQUEST.formatted("Hello there. Be brief.").replace("0.2", "0.7"));

        try (Program program = command("replay", "--diff", now, out.toString())) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(1);
            assertThat(program.out())
                    .contains("no interaction answers", "changed since 'talk (2)' was recorded:")
                    .containsPattern("prompt +grew by \"Be brief.\"")
                    .containsPattern("temperature +0.2 → 0.7");
        }
        try (Program program =
                command("replay", "--diff", request(REQUEST.formatted("Hello there.")), out.toString())) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains("'talk (2)' answers", "nothing has changed");
        }
    }

    @Test
    void twoRecordingsAreComparedRequestByRequestAndAnswerByAnswer() throws Exception {
        Path old = folder.resolve("old");
        Path now = folder.resolve("now");
        record(old, "Good day", "Hello there.");
        record(now, "Good day to you", "Hello there, friend.");

        try (Program program = command("replay", "--diff", old.toString(), now.toString())) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(1);
            assertThat(program.out())
                    .contains(
                            "'talk (2)'", "request prompt: ", "text: grew by \"to you\"", "1 of 2 interactions differ");
        }
        try (Program program = command("replay", "--diff", old.toString(), old.toString())) {
            assertThat(program.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefreshShowsWhatTheProviderAnswersNowAndWritesItOnlyIfItIsAccepted(boolean isRaw) throws Exception {
        Path out = folder.resolve("out");
        record(out, "Good day", "Hello there.", isRaw ? new String[] {"--raw"} : new String[0]);
        Map<String, String> first = files(out);

        Program same = refresh(out, "Good day");
        assertThat(same.exitCode()).as(same.out() + same.err()).isZero();
        assertThat(same.out()).contains("same       'talk'", "2 same");

        Program changed = refresh(out, "Good evening");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.out())
                .contains(
                        "changed    'talk (2)'",
                        "text: \"day\" → \"evening\"",
                        "1 changed",
                        "Write what has changed with --accept");
        assertThat(files(out)).isEqualTo(first);

        Program accepted = refresh(out, "Good evening", "--accept");
        assertThat(accepted.exitCode()).as(accepted.out() + accepted.err()).isZero();
        assertThat(files(out).toString()).contains("Good evening").doesNotContain("Good day");
        assertThat(files(out).keySet()).isEqualTo(first.keySet());
        assertThat(refresh(out, "Good evening").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefreshAsksForEachOfSeveralAnswers(boolean isRaw) throws Exception {
        Path out = folder.resolve("out");
        record(
                out,
                "Good day, How are you",
                List.of("Hello there.", "Hello there."),
                isRaw ? new String[] {"--raw"} : new String[0]);
        Map<String, String> first = files(out);

        Program changed = refresh(out, "Good day, How do you do", "--accept");
        assertThat(changed.exitCode()).as(changed.out() + changed.err()).isZero();
        assertThat(changed.out()).contains("same       'talk'", "changed    'talk', answer 2", "text: ");
        assertThat(files(out).keySet()).isEqualTo(first.keySet());
        assertThat(files(out).toString()).contains("Good day", "do you do").doesNotContain("are you");
        assertThat(refresh(out, "Good day, How do you do").out()).contains("2 same");
    }

    @Test
    void aRefreshThatGetsNoAnswerFails() throws Exception {
        Path out = folder.resolve("out");
        record(out, "Good day", "Hello there.");

        Program failed = refresh(out, "{fault: reset}");

        assertThat(failed.exitCode()).as(failed.out() + failed.err()).isEqualTo(3);
        assertThat(failed.out()).containsPattern("failed +'talk \\(2\\)'").contains("1 failed");
    }

    @Test
    void withoutRecordedRequestsTheCommandsSaySo() throws Exception {
        Path out = folder.resolve("own");
        Files.createDirectory(out);
        Files.writeString(out.resolve("a.yaml"), "interactions: [{name: hi, request: {prompt: Hello}, response: Hi}]");
        try (Program program = command("replay", "--diff", request(REQUEST.formatted("Hello")), out.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("there is no recorded request next to these contracts");
        }
        assertThat(refresh(out, "Hi").err()).contains("there is no recorded request below");
    }
}
