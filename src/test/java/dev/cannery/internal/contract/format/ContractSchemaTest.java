package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.GoldenFile;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.ContractGenerator;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractSchemaTest {
    private static final Path FILE =
            Path.of("src", "main", "resources", "dev", "cannery", "internal", "contract", "contract.schema.json");

    private static final ConformsTo SCHEMA = ConformsTo.of(Schemas.contract());

    /** What a schema cannot say, by the reason; everything else that is bad must not conform. */
    private static final Map<String, Set<String>> BEYOND_A_SCHEMA = Map.of(
            "one key forbids, needs or bounds another",
            Set.of(
                    "absent-and-present",
                    "absent-and-rule",
                    "body-and-content",
                    "body-status-100",
                    "body-status-204",
                    "body-stream-empty",
                    "body-stream-line-ends",
                    "body-stream-pieces-differ",
                    "choices-and-content",
                    "choices-silent",
                    "fault-and-content",
                    "fault-and-error",
                    "fault-and-status",
                    "function-call-id",
                    "reasoning-alone",
                    "optional-nothing",
                    "status-204",
                    "status-404",
                    "status-of-an-error",
                    "status-with-error",
                    "stream-pieces-differ",
                    "stream-rate-and-every",
                    "stream-seed-alone",
                    "stream-gaps-and-every",
                    "stream-heartbeats",
                    "fault-and-body",
                    "fault-chunks-needless",
                    "fault-needs-no-stream",
                    "fault-needs-stream",
                    "fault-no-call",
                    "fault-one-call",
                    "fault-time-missing",
                    "fault-time-needless",
                    "template-with-error",
                    "template-with-pieces",
                    "tool-call-arguments-and-input",
                    "error-with-content",
                    "ignore-case-alone",
                    "range-two-lower-bounds",
                    "range-two-upper-bounds",
                    "response-content-and-json",
                    "response-empty-map",
                    "response-only-usage",
                    "retry-after-without-error",
                    "usage-cached-above-prompt",
                    "usage-reasoning-above-completion",
                    "verify-at-least-above-repeat",
                    "verify-at-least-alone"),
            "the value of a number inside a text",
            Set.of(
                    "delay-too-long",
                    "range-backwards",
                    "range-min-above-max",
                    "range-nothing-between",
                    "stream-rate-zero",
                    "size-fraction",
                    "size-negative",
                    "size-range-never",
                    "tokens-negative"),
            "an example is judged by its own rule",
            Set.of("example-fails-its-rule", "example-out-of-range", "example-wrong-type"),
            "a language of its own",
            Set.of(
                    "audio-data",
                    "jsonpath-no-dollar",
                    "jsonpath-regex",
                    "jsonpath-syntax",
                    "regex-back-reference",
                    "regex-class",
                    "regex-look-ahead",
                    "regex-look-behind",
                    "regex-repeat-bomb",
                    "regex-star",
                    "regex-unclosed",
                    "logprobs-token",
                    "response-header-encoding",
                    "response-header-length",
                    "response-header-name",
                    "schema-bad-pattern",
                    "schema-bad-required",
                    "schema-dangling-ref",
                    "schema-endless",
                    "schema-not-a-schema",
                    "schema-remote-ref",
                    "template-other-turns-group",
                    "template-partial",
                    "template-syntax",
                    "template-unknown-helper",
                    "template-unknown-name"),
            "the bytes and other files",
            Set.of(
                    "misbehave-a-body",
                    "misbehave-a-fault",
                    "misbehave-an-error",
                    "misbehave-broken-twice",
                    "misbehave-without-arguments",
                    "misbehave-without-calls",
                    "misbehave-without-json",
                    "misbehave-without-text",
                    "not-utf8",
                    "schema-file-broken",
                    "schema-file-empty",
                    "schema-file-ref",
                    "schema-missing-file",
                    "schema-outside",
                    "provider-missing-file"),
            "names and elements must differ",
            Set.of("has-twice", "interaction-duplicate-name", "interaction-stored", "tools-twice"));

    static List<Path> goodFiles() {
        return ContractFixtures.good();
    }

    @Test
    void theCommittedSchemaIsTheOneThatTheTablesGive() {
        GoldenFile.at(FILE)
                .assertHolds(new String(Json.prettyBytes(Schemas.contract()), StandardCharsets.UTF_8) + "\n");
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void everyGoodFileConforms(Path file) throws IOException {
        for (SourceNode document : documents(file)) {
            assertThat(faults(document.toJson())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyContractThatIsWrittenConforms(long seed) {
        String text = ContractWriter.write(new ContractGenerator(seed).contract());

        SourceNode document =
                new SourceParser("copy.yaml", new Problems()).parse(text).get(0);

        assertThat(faults(document.toJson())).as(text).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void noBadFileConformsButForFaultsBeyondASchema() throws IOException {
        Set<String> conforming = new TreeSet<>();
        for (Path file : ContractFixtures.bad()) {
            if (conforms(file)) {
                conforming.add(stem(file));
            }
        }

        assertThat(conforming)
                .isEqualTo(BEYOND_A_SCHEMA.values().stream()
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    /** Whether the file is sound YAML or JSON and each of its documents conforms. */
    private static boolean conforms(Path file) throws IOException {
        Problems problems = new Problems();
        List<SourceNode> documents =
                new SourceParser(file.toString(), problems).parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        return problems.isEmpty()
                && !documents.isEmpty()
                && documents.stream()
                        .allMatch(document -> faults(document.toJson()).isEmpty());
    }

    private static List<SourceNode> documents(Path file) throws IOException {
        Problems problems = new Problems();
        List<SourceNode> documents = new SourceParser(file.toString(), problems).parse(Files.readString(file));
        assertThat(problems.isEmpty()).isTrue();
        return documents;
    }

    private static List<String> faults(JsonNode document) {
        Findings findings = Findings.collecting(null);
        SCHEMA.check(document, FieldPath.of("contract"), findings);
        return findings.mismatches().stream().map(Mismatch::sentence).toList();
    }
}
