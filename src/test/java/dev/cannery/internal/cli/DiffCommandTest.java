package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature: 0..1 | temperature: 0..0.3 | 1 | tighter",
                "temperature: 0..0.3 | temperature: 0..1 | 0 | looser",
                "temperature: 0..0.3 | temperature: 0.5..1 | 1 | changed",
                "prompt: {contains: a, example: ab} | prompt: {contains: a, example: ac} | 0 | example",
                "model: gpt-4o | n: 1 | 1 | tighter"
            })
    void aRuleThatAllowsLessCouldBreakAConsumer(String before, String after, int exitCode, String word)
            throws Exception {
        write("old/a.yaml", "{" + before + "}", "Hi");
        write("new/a.yaml", "{" + after + "}", "Hi");
        try (Program program = diff()) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(exitCode);
            assertThat(program.out()).contains(word + "  a: hello (");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi | Hello | 0 | response  a: hello",
                "Hi | {tool_calls: [{f: {}}]} | 1 | response kind",
                "Hi | Hi | 0 | 0 changes"
            })
    void aResponseOfAnotherKindCouldBreakAConsumer(String before, String after, int exitCode, String word)
            throws Exception {
        write("old/a.yaml", "{prompt: Hello}", before);
        write("new/a.yaml", "{prompt: Hello}", after);
        try (Program program = diff()) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(exitCode);
            assertThat(program.out()).contains(word);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify: {stream: {gap_within: 1s}} | verify: {stream: {gap_within: 5s}} | 1 | verifies less  a: hello",
                "verify: {stream: {gap_within: 5s}} | verify: {stream: {gap_within: 1s}} | 0 | verifies more  a: hello",
                "verify: {stream: {gap_within: 5s}} | tags: [x] | 1 | verify  the shape only, was gap_within: 5s",
                "verify: {content: Hi} | verify: {content: Hi, repeat: 3, at_least: 2} | 1 | 2 of 3, was content: \"Hi\"",
                "verify: shape | verify: false | 1 | verify  never sent, was the shape only",
                "tags: [x] | needs: [tools] | 1 | verifies less  a: hello",
                "needs: [tools] | tags: [x] | 0 | verifies more  a: hello",
                "tags: [x] | given: [a quota] | 1 | given  a quota, was nothing",
                "tags: [x] | pending: true | 1 | pending  true, was false",
                "pending: true | tags: [x] | 0 | verifies more  a: hello"
            })
    void lessVerificationCouldBreakAConsumer(String before, String after, int exitCode, String words) throws Exception {
        write("old/a.yaml", "{prompt: Hello}, " + before, "Hi");
        write("new/a.yaml", "{prompt: Hello}, " + after, "Hi");
        try (Program program = diff()) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(exitCode);
            assertThat(program.out()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stored: true | stored: false | 1 | breaks  changed  a: hello | stored completions  false, was true",
                "stored: false | stored: true | 0 | response  a: hello | stored completions  true, was false",
                "stored: true | stored: true | 0 | 0 changes | 0 could break"
            })
    void aCompletionThatIsNoLongerStoredCouldBreakAConsumer(
            String before, String after, int exitCode, String change, String values) throws Exception {
        write("old/a.yaml", "{prompt: Hello}, " + before, "{id: chatcmpl-1, content: Hi}");
        write("new/a.yaml", "{prompt: Hello}, " + after, "{id: chatcmpl-1, content: Hi}");
        try (Program program = diff()) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(exitCode);
            assertThat(program.out()).contains(change, values);
        }
    }

    @Test
    void anotherProviderCouldBreakAConsumer() throws Exception {
        writeText("old/a.yaml", "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n");
        writeText(
                "new/a.yaml",
                "provider: azure\ninteractions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n");
        try (Program program = diff()) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out()).contains("provider  azure, was openai");
        }
    }

    @Test
    void distinguishesInteractionsOfOneNameByTheirOrder() throws Exception {
        String text = "contract: c\ninteractions: [{name: a, request: {prompt: X}, response: Hi}]\n";
        for (String file : List.of("old/a.yaml", "old/b.yaml", "new/b.yaml")) {
            writeText(file, text);
        }
        writeText("new/a.yaml", text.replace("prompt: X", "prompt: Z"));
        try (Program program = diff()) {
            assertThat(program.exitCode()).as(program.err()).isEqualTo(1);
            assertThat(program.out()).contains("changed  c: a (", "prompt  \"Z\", was \"X\"");
        }
    }

    @Test
    void aRemovedInteractionCouldBreakAConsumer() throws Exception {
        write("old/a.yaml", "{prompt: Hello}", "Hi");
        write("new/b.yaml", "{prompt: Hello}", "Hi");
        try (Program program = diff()) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out()).contains("removed  a: hello", "added  b: hello");
        }
    }

    @Test
    void printsOneLineForAnUnknownCommit() throws Exception {
        try (Program program = Program.start("diff", "contracts", "--base", "no-such-commit")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "temperature: 0..1, temperature: 0..0.3, 1, contracts",
        "temperature: 0..0.3, temperature: 0..1, 0, contracts",
        "temperature: 0..1, temperature: 0..0.3, 1, contracts/a.yaml",
        "temperature: 0..1, temperature: 0..0.3, 1, .",
        "temperature: 0..1, temperature: 0..0.3, 1, link/../contracts"
    })
    void aCommitOfTheContractsRepositoryIsTheBaseWhereverTheProgramRuns(
            String before, String after, int exitCode, String path) throws Exception {
        write("contracts/a.yaml", "{" + before + "}", "Hi");
        Files.createDirectories(folder.resolve("link"));
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "--no-gpg-sign", "-m", "Begin");
        write("contracts/a.yaml", "{" + after + "}", "Hi");
        try (Program program = Program.start("diff", folder.resolve(path).toString(), "--base", "HEAD")) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isEqualTo(exitCode);
            assertThat(program.out()).contains("a: hello (");
        }
    }

    @Test
    void printsOneLineForContractsOutsideARepository() throws Exception {
        write("contracts/a.yaml", "{prompt: Hello}", "Hi");
        String contracts = folder.resolve("contracts").toString();
        try (Program program = Program.start("diff", contracts, "--base", "HEAD")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .singleElement()
                    .asString()
                    .contains("--base requires contracts in a Git repo");
        }
    }

    @Test
    void printsOneLineForContractsThatTheCommitDoesNotContain() throws Exception {
        write("contracts/a.yaml", "{prompt: Hello}", "Hi");
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "--no-gpg-sign", "-m", "Begin");
        write("later/a.yaml", "{prompt: Hello}", "Hi");
        try (Program program = Program.start("diff", folder.resolve("later").toString(), "--base", "HEAD")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .singleElement()
                    .asString()
                    .contains("git cannot find '", "later' at 'HEAD': ")
                    .doesNotContain("no reason was given");
        }
    }

    /** Runs git in the folder; the test is skipped if git is not installed. */
    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git;
        try {
            git = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            abort("there is no git: " + e.getMessage());
            return;
        }
        assertThat(git.waitFor()).as(command.toString()).isZero();
    }

    private Program diff() {
        return Program.start(
                "diff", folder.resolve("old").toString(), folder.resolve("new").toString());
    }

    private void write(String name, String request, String response) throws Exception {
        writeText(name, "interactions: [{name: hello, request: " + request + ", response: " + response + "}]\n");
    }

    private void writeText(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
