package dev.cannery.internal.contract.dsl;

import static dev.cannery.internal.contract.dsl.Answers.toolCall;
import static dev.cannery.internal.contract.dsl.Interactions.contract;
import static dev.cannery.internal.contract.dsl.Interactions.interaction;
import static dev.cannery.internal.contract.dsl.RequestRules.field;
import static dev.cannery.internal.contract.dsl.RequestRules.header;
import static dev.cannery.internal.contract.dsl.RequestRules.prompt;
import static dev.cannery.internal.contract.dsl.RequestRules.temperature;
import static dev.cannery.internal.contract.dsl.Rules.contains;
import static dev.cannery.internal.contract.dsl.Rules.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.reader.ContractReader;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.FileNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionsTest {
    static List<Path> goodFiles() {
        return ContractFixtures.good();
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    void everyGoodFileEqualsItsTwinInJava(Path file) {
        assertThat(ContractFixtures.withoutPlaces(ContractReader.read(file)))
                .containsExactly(Twins.byFile().get(FileNames.stem(file.toString())));
    }

    static Set<String> fieldNames() {
        return RequestFields.names();
    }

    @ParameterizedTest
    @MethodSource("fieldNames")
    void everyFieldOfTheApiCanBeNamed(String name) {
        LoadedInteraction built =
                interaction("any").when(field(name, present())).reply("ok");

        assertThat(built.turns().get(0).request().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.part().label()).isEqualTo(name));
    }

    @Test
    void anUnknownFieldIsRefusedWhereItIsTyped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field("temprature", 1))
                .withMessage("unknown field 'temprature'. Did you mean 'temperature'?");
    }

    @Test
    void whatAFileCannotSayIsRefusedWithTheReadersSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        interaction("odd").when(temperature(contains("hot"))).reply("ok"))
                .withMessage("interaction 'odd': request.temperature: 'contains' cannot judge this, which is a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interaction("odd").reply(Map.of("contnt", "b")))
                .withMessage("interaction 'odd': response: unknown key 'contnt' in response. Did you mean 'content'?");
    }

    @Test
    void twoRulesOnOnePartAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> interaction("twice").when(header("a", "1"), header("a", "2")))
                .withMessage("a request must have one rule on headers.a, had two. Join them by allOf(…, …)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contains("a").and(contains("b")))
                .withMessage("both rules say 'contains'. Join them by allOf(…, …)");
    }

    @Test
    void twoInteractionsOfOneNameAreRefused() {
        LoadedInteraction one = interaction("one").reply("1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> contract("c", one, one))
                .withMessage("the name 'one' is taken");
    }

    @Test
    void argumentsOfAnyMapHaveTheSameBytesOnEveryRun() {
        LoadedInteraction built = interaction("any").reply(toolCall("f", Map.of("b", 1, "a", 2, "c", 3)));

        assertThat(built).isEqualTo(interaction("any").reply(toolCall("f", "{\"a\":2,\"b\":1,\"c\":3}")));
    }

    @Test
    void aDraftIsAValueThatInteractionsMayShare() {
        InteractionDraft draft = interaction("shared").when(prompt("hi"));

        assertThat(draft.tags("a").reply("1")).isNotEqualTo(draft.reply("1"));
        assertThat(draft.reply("1"))
                .isEqualTo(interaction("shared").when(prompt("hi")).reply("1"));
    }
}
