package dev.cannery.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded responses of other servers: known deviations are tolerated, and defects are found. */
class DialectFindingsTest {
    private static final String OF_ANYBODY = "";

    /** The remaining failures by provider and finding, with the reason. */
    private static final Map<String, String> DEFECTS = Map.ofEntries(
            Map.entry(OF_ANYBODY + "C005", "an error in a response with status 200"),
            Map.entry(OF_ANYBODY + "C012", "an error in a stream"),
            Map.entry(OF_ANYBODY + "C311", "the limit of tokens is ignored"),
            Map.entry("cerebras C318", "says nothing"),
            Map.entry("llamacpp C308", "json_object has no effect: JSON in a fence"),
            Map.entry("local:4000 C406", "the gateway loses the end of the second choice"),
            Map.entry("mistral C305", "early streams of parallel calls without index: the names run together"),
            Map.entry("mistral C306", "early streams of parallel calls without index: the arguments run together"),
            Map.entry("moonshot C408", "usage inside of a choice, where no client reads it"),
            Map.entry("ollama C315", "the named tool is not called: tool_choice is ignored"),
            Map.entry("openrouter C202", "no finish reason in a whole answer; a number as logprobs"),
            Map.entry("openrouter C306", "arguments cut by max_tokens, or two objects in one call"),
            Map.entry("openrouter C315", "the named tool is not called"),
            Map.entry("openrouter C318", "says nothing"),
            Map.entry("openrouter C406", "a stream without a finish reason"),
            Map.entry("openrouter C407", "text after the finish reason"),
            Map.entry("snowflake C406", "an empty text as the finish reason: a stream that never finishes"),
            Map.entry("venice C318", "says nothing"));

    /** The profiles whose recordings have another name. */
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp");

    @ParameterizedTest
    @CsvSource({"SAMPLES, 15", "SHARED, 30"})
    void knownDeviationsOfOtherServersAreNotFailures(Recordings recordings, int makers) {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("lenient").answers());
        Map<String, Tally> tallies = new TreeMap<>();
        Set<String> surprises = new TreeSet<>();
        for (JsonNode exchange : ofOtherServers(recordings)) {
            if (exchange.path("response").isContainerNode()
                    || exchange.path("sse").isArray()) {
                String provider = exchange.path("provider").asText();
                List<Finding> findings = findings(check, exchange);
                tallies.computeIfAbsent(provider, key -> new Tally()).count(findings);
                findings.stream()
                        .filter(Finding::isFailure)
                        .filter(finding -> !isDefect(provider, finding))
                        .forEach(finding -> surprises.add(provider + " "
                                + exchange.path("source").asText() + " " + finding.code() + " "
                                + finding.mismatch().sentence()));
            }
        }
        tallies.forEach((provider, tally) -> System.out.println(provider + ": " + tally));

        assertThat(surprises).isEmpty();
        assertThat(tallies).hasSizeGreaterThan(makers);
    }

    @ParameterizedTest
    @EnumSource
    void aKnownTraitOfADialectIsNoFailureUnderItsProfile(Recordings recordings) {
        Map<String, Tally> tallies = new TreeMap<>();
        Set<String> surprises = new TreeSet<>();
        Map<String, ReplyCheck> checks = new HashMap<>();
        for (JsonNode exchange : recordings.ofDialects()) {
            String provider = exchange.path("provider").asText();
            String profile = PROFILES.getOrDefault(provider, provider);
            if (!ProfileReader.builtIn().contains(profile)
                    || exchange.path("status").asInt() != 200
                    || !(exchange.path("request") instanceof ObjectNode)
                    || !(exchange.path("response").isContainerNode()
                            || exchange.path("sse").isArray())) {
                continue;
            }
            ReplyCheck check = checks.computeIfAbsent(
                    profile, name -> ReplyCheck.of(ProfileReader.read(name), new ResponseRenderer()));
            List<Finding> findings = findings(check, exchange);
            tallies.computeIfAbsent(provider, key -> new Tally()).count(findings);
            findings.stream()
                    .filter(Finding::isFailure)
                    .filter(finding -> !isDefect(provider, finding))
                    .forEach(finding -> surprises.add(
                            provider + " " + exchange.path("source").asText() + " " + finding.code() + " "
                                    + finding.mismatch().sentence()));
        }
        tallies.forEach((provider, tally) -> System.out.println("own profile " + provider + ": " + tally));

        assertThat(surprises).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"openrouter, ''", "openai, C301"})
    void aFieldThatTheProfileIgnoresNeedNotBeHonoured(String profile, String failure) throws IOException {
        ReplyCheck check = ReplyCheck.of(ProfileReader.read(profile), new ResponseRenderer());
        JsonNode exchange = Json.parse("""
                {"status": 200, "response_headers": {"content-type": "application/json"},
                 "request": {"model": "openai/gpt-4o", "n": 2, "messages": [{"role": "user", "content": "Name a river."}]},
                 "response": {"id": "chatcmpl-1", "object": "chat.completion", "created": 1793000000, "model": "openai/gpt-4o",
                   "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
                     "message": {"role": "assistant", "content": "The Elbe.", "refusal": null}}],
                   "usage": {"prompt_tokens": 4, "completion_tokens": 3, "total_tokens": 7}}}""");

        assertThat(findings(check, exchange))
                .filteredOn(finding -> finding.code().equals("C301"))
                .extracting(Finding::code)
                .isEqualTo(failure.isEmpty() ? List.of() : List.of(failure));
    }

    @Test
    void aDefectRemainsAFailure() {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("lenient").answers());

        assertThat(ofOtherServers(Recordings.SAMPLES))
                .filteredOn(exchange -> exchange.path("source").asText().startsWith("an error"))
                .flatExtracting(exchange -> findings(check, exchange))
                .filteredOn(Finding::isFailure)
                .extracting(Finding::code)
                .containsExactly("C012", "C005");
    }

    private static List<JsonNode> ofOtherServers(Recordings recordings) {
        return recordings.all().stream()
                .filter(exchange -> !exchange.path("provider").asText().startsWith("openai"))
                .filter(exchange -> exchange.path("request") instanceof ObjectNode)
                .toList();
    }

    private static boolean isDefect(String provider, Finding finding) {
        return DEFECTS.containsKey(OF_ANYBODY + finding.code()) || DEFECTS.containsKey(provider + " " + finding.code());
    }

    private static List<Finding> findings(ReplyCheck check, JsonNode exchange) {
        FindingList findings = new FindingList();
        Reply reply = RecordedAnswersTest.reply(exchange);
        if (reply.status() == 200) {
            check.success(ChatRequest.of((ObjectNode) exchange.path("request")), reply, findings);
        } else {
            check.error(reply, findings);
        }
        return findings.findings();
    }

    /** The counts of findings in the responses of one provider. */
    private static final class Tally {
        private final Map<String, Integer> failures = new TreeMap<>();
        private final Map<String, Integer> warnings = new TreeMap<>();
        private int all;
        private int failed;
        private int warned;

        private void count(List<Finding> findings) {
            boolean isFailed = findings.stream().anyMatch(Finding::isFailure);
            all++;
            failed += isFailed ? 1 : 0;
            warned += isFailed || findings.isEmpty() ? 0 : 1;
            findings.stream()
                    .filter(Finding::isFailure)
                    .map(Finding::code)
                    .collect(Collectors.toSet())
                    .forEach(code -> failures.merge(code, 1, Integer::sum));
            findings.stream()
                    .filter(finding -> !finding.isFailure())
                    .map(finding -> finding.code() + " "
                            + finding.mismatch().path().toString().replaceAll("\\d+", "n"))
                    .collect(Collectors.toSet())
                    .forEach(code -> warnings.merge(code, 1, Integer::sum));
        }

        @Override
        public String toString() {
            return all + " answers, " + warned + " with warnings, " + failed + " failed " + failures + "; " + warnings;
        }
    }
}
