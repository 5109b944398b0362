package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderLookupTest {
    @TempDir
    private Path folder;

    private Path contract;

    @BeforeEach
    void write() throws Exception {
        contract = Files.writeString(
                folder.resolve("a.yaml"),
                "interactions: [{name: hello, request: {prompt: Hello}, response: Hi},"
                        + " {name: any, request: {}, response: Yes, verify: false}]\n");
    }

    @Test
    void verifyNamesTheProviderThatTheTargetLooksLike() throws Exception {
        try (MockServer server = server("litellm");
                Program program = run(server, "verify", contract.toString(), "--no-errors")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(1);
            assertThat(program.out())
                    .contains(" as openai\n")
                    .contains("the target looks like litellm 1.63.11 (")
                    .contains(", judged as openai");
        }
    }

    @Test
    void verifyJudgesByTheProfileOfTheRecognizedProvider() throws Exception {
        try (MockServer server = server("litellm");
                Program program = run(server, "verify", contract.toString(), "--no-errors", "--profile", "auto")) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out()).contains(" as litellm\n").contains(", judged as litellm");
        }
    }

    @Test
    void verifyComparesTheFormOfResponsesWithThatOfTheDialect() throws Exception {
        try (MockServer server = server("vllm");
                Program program = run(server, "verify", contract.toString(), "--no-errors", "--profile", "vllm")) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out())
                    .containsPattern("judged as vllm; (\\d+) of \\1 traits of 'vllm'\n")
                    .doesNotContain("a profile with");
        }
    }

    @Test
    void verifyPrintsUnknownTraitsAsAProfileThatLoads() throws Exception {
        Path odd = Files.writeString(
                folder.resolve("odd.yaml"),
                "{profile: odd, extends: vllm, answers: {stream: {done: false, comments: [': WAIT'], choice:"
                        + " [index, delta, logprobs, 'finish_reason?']}}}");
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.read(contract))
                        .profile(ProfileReader.read(odd))
                        .start();
                Program program = run(server, "verify", contract.toString(), "--no-errors", "--profile", "vllm")) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out())
                    .contains(
                            "finish_reason before the end missing, not null, [DONE] missing, not there, comment lines WAIT")
                    .contains("breaks: azure-ai-openai (comment lines)")
                    .contains("a profile with the 4 traits that neither this nor OpenAI's has, for --profile FILE:");
            String drafted = program.out()
                    .lines()
                    .filter(line -> line.startsWith("  ") && !line.matches("  [A-Z].*|   .* C\\d.*"))
                    .dropWhile(line -> !line.startsWith("  profile: "))
                    .map(line -> line.substring(2))
                    .collect(Collectors.joining("\n"));
            Path file = Files.writeString(folder.resolve("ours.yaml"), drafted);
            try (Program again =
                    run(server, "verify", contract.toString(), "--no-errors", "--profile", file.toString())) {
                assertThat(again.exitCode()).as(again.out()).isZero();
                assertThat(again.out()).doesNotContain("a profile with");
            }
        }
    }

    @Test
    void aTargetWithoutSignsIsJudgedAsOpenAi() throws Exception {
        try (MockServer server = server("openai");
                Program program = run(server, "verify", contract.toString(), "--no-errors", "--profile", "auto")) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out()).contains(" as openai\n").doesNotContain("looks like");
        }
    }

    @Test
    void probeJudgesByTheProfileOfTheRecognizedProvider() throws Exception {
        try (MockServer server = server("litellm");
                Program program = run(server, "probe", "--profile", "auto")) {
            assertThat(program.exitCode()).as(program.out()).isNotEqualTo(2);
            assertThat(program.out()).contains(" as litellm\n").contains("the target looks like litellm 1.63.11 (");
        }
    }

    private MockServer server(String profile) {
        return MockServer.builder()
                .contracts(ContractReader.read(contract))
                .profile(ProfileReader.read(profile))
                .start();
    }

    private static Program run(MockServer server, String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--target";
        arguments[2] = server.baseUrl().toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Program.start(arguments);
    }
}
