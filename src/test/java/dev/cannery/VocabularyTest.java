package dev.cannery;

import static dev.cannery.Responses.*;
import static dev.cannery.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
    static List<Path> goodFiles() {
        return ContractFixtures.good();
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void everyGoodFileEqualsItsContractInJava(Path file) {
        assertThat(ContractFixtures.withoutPlaces(ContractReader.read(file)))
                .containsExactly(LoadedContract.of(
                        Objects.requireNonNull(JavaContracts.byFile().get(FileNames.stem(file.toString())))));
    }

    @Test
    void everyFaultOfTheFormatCanBeNamedAndNoOther() {
        Stream<String> words = Stream.<Enum<?>>concat(
                        Arrays.stream(CannedFault.Kind.values()), Arrays.stream(CannedFault.BreakKind.values()))
                .map(Words::of)
                .distinct();

        assertThat(Arrays.stream(Fault.values()).map(Fault::word)).containsExactlyInAnyOrderElementsOf(words.toList());
    }

    @Test
    void theGuideExplainsEachMisbehaviour() throws IOException {
        String guide = Files.readString(Path.of("src/docs/streaming-and-faults.md"));
        String section = guide.substring(guide.indexOf("## Misbehaviour"), guide.indexOf("## Reasoning"));

        assertThat(Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                        .matcher(section)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Misbehaviour.values())
                        .map(Misbehaviour::word)
                        .toList());
    }

    static Set<String> fieldNames() {
        return RequestFields.names();
    }

    @ParameterizedTest
    @MethodSource("fieldNames")
    void everyFieldOfTheApiCanBeNamed(String name) {
        LoadedInteraction built = LoadedInteraction.of(
                Interaction.named("any").when(field(name, present())).reply("ok"));

        assertThat(built.turns().get(0).request().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.part().label()).isEqualTo(name));
    }

    @Test
    void rejectsAnUnknownFieldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("temprature", 1))
                .withMessage("unknown field 'temprature'. Did you mean 'temperature'?");
    }

    @Test
    void rejectsInvalidContentWithTheMessageOfTheReader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.named("odd")
                        .when(temperature(contains("hot")))
                        .reply("ok"))
                .withMessage("interaction 'odd': request.temperature: 'contains' does not apply to a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.named("odd").reply(error(Map.of("stauts", 429))))
                .withMessage(
                        "interaction 'odd': response.error: unknown key 'stauts' in error. Did you mean 'status'?");
    }

    @Test
    void rejectsTwoRulesOnOnePart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.named("twice").when(header("a", "1"), header("a", "2")))
                .withMessage("a request can have only one rule on headers.a, had two. Combine them with allOf(…, …)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contains("a").and(contains("b")))
                .withMessage("both rules have 'contains'. Combine them with allOf(…, …)");
    }

    @Test
    void aSchemaIsAMapATreeOrAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("short.json"), "{\"type\": \"string\"}");
        List<Rule> same = List.of(
                conformsTo(Map.of("type", "string")),
                conformsTo(Json.object().put("type", "string")),
                conformsTo(file));

        assertThat(same.stream()
                        .map(rule -> Interaction.named("any").when(prompt(rule)).reply("ok")))
                .containsOnly(Interaction.named("any")
                        .when(prompt(conformsTo(Map.of("type", "string"))))
                        .reply("ok"));
    }

    @Test
    void rejectsTwoInteractionsOfOneName() {
        Interaction one = Interaction.named("one").reply("1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contract.of("c", one, one))
                .withMessage("two interactions have the name 'one'");
    }

    @Test
    void listsAllProblemsOfATextWithTheirLocations() {
        String text =
                "interactions:\n- {name: a, request: {promt: hi}, response: a}\n- {name: b, stored: 1, response: b}\n";

        assertThatExceptionOfType(InvalidFilesException.class)
                .isThrownBy(() -> Contract.parse(text))
                .satisfies(e -> assertThat(e.problems())
                        .satisfiesExactly(
                                first -> assertThat(first).startsWith("contract.yaml:2:23 interactions[0].request: "),
                                second -> assertThat(second).startsWith("contract.yaml:3:21 interactions[1].stored: "))
                        .allSatisfy(problem -> assertThat(e).hasMessageContaining(problem)));
    }

    @Test
    void argumentsOfEveryMapHaveTheSameBytesInEveryRun() {
        Interaction built = Interaction.named("any").reply(toolCall("f", Map.of("b", 1, "a", 2, "c", 3)));

        assertThat(built).isEqualTo(Interaction.named("any").reply(toolCall("f", "{\"a\":2,\"b\":1,\"c\":3}")));
    }

    @Test
    void interactionsMayShareABuilder() {
        InteractionBuilder draft = Interaction.named("shared").when(prompt("hi"));

        assertThat(draft.tags("a").reply("1")).isNotEqualTo(draft.reply("1"));
        assertThat(draft.reply("1"))
                .isEqualTo(Interaction.named("shared").when(prompt("hi")).reply("1"));
    }
}
