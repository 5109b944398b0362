package dev.cannery.internal.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractWarning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CannedResponseCheckTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response: Hello, verify: {content: Bye}",
                "response: Hello, verify: {status: 201}",
                "response: Hello, verify: {tool_calls: [{f: {a: 1}}]}",
                "response: Hello, verify: {json: {a: 1}}",
                "response: Hello, verify: {error: {code: x}}",
                "response: {json: {a: 1}}, verify: {json: {a: 2}}",
                "response: {tool_calls: [{f: {a: 1}}]}, verify: {tool_calls: [{f: {a: 2}}]}",
                "response: {content: Hello, finish_reason: length}, verify: {finish_reason: stop}",
                "response: {content: Hello, usage: {prompt_tokens: 1, completion_tokens: 9}},"
                        + " verify: {usage: {completion_tokens: ..5}}",
                "response: {error: rate_limit_exceeded}, verify: {status: 400}",
                "response: {error: rate_limit_exceeded}, verify: {error: {code: slow_down}}",
                "response: [Hello, Bye], verify: {content: Hello}"
            })
    void aResponseThatViolatesItsOwnRulesIsAWarning(String rest) throws Exception {
        assertThat(warnings(rest)).extracting(warning -> warning.id().code()).containsExactly("C621");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response: Hello, verify: {content: {starts_with: Hell}}",
                "response: Hello, verify: {finish_reason: stop, usage: {total_tokens: ..50}, status: 200}",
                "response: {json: {a: 1}}, verify: {json: {a: 1}}",
                "response: {tool_calls: [{f: {a: 1}}]}, verify: {tool_calls: [{f: {a: 1}}]}",
                "response: {error: rate_limit_exceeded}, verify: {status: 429, error: {code: rate_limit_exceeded}}",
                "response: [{error: rate_limit_exceeded}, Hello], verify: {content: Hello}",
                "response: [Hello, Bye], verify: {content: Hello, repeat: 2, at_least: 1}",
                "response: {content: 'Hello {{request.model}}', template: true}, verify: {content: Hello}",
                "response: {fault: reset}, verify: {content: Hello}",
                "response: Hello, verify: false"
            })
    void skipsPartsThatTheContractDoesNotState(String rest) throws Exception {
        assertThat(warnings(rest)).isEmpty();
    }

    @Test
    void aWarningNamesTheResponseTheRuleAndTheValue() throws Exception {
        assertThat(warnings("response: [Hello, Bye], verify: {content: Hello}"))
                .extracting(ContractWarning::message)
                .containsExactly("response 2 does not satisfy its own 'verify' rules: choices[0].message.content:"
                        + " expected \"Hello\", was \"Bye\"");
    }

    private List<ContractWarning> warnings(String rest) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, "interactions: [{name: a, request: {prompt: Hi}, " + rest + "}]\n");
        return CannedResponseCheck.check(ContractReader.read(file));
    }
}
