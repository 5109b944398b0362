package dev.cannery.internal.contract.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import org.junit.jupiter.api.Test;

class ExampleRequestTest {
    @Test
    void literalsAndExamplesMakeTheRequest() {
        ExampleRequest example = ExampleRequest.of(turn("""
                model: gpt-4o
                system: Be brief.
                prompt: {contains: weather, example: The weather?}
                temperature: {example: 0.5}
                max_tokens: {absent: true}
                headers: {x-tenant: acme}
                """));

        assertThat(example.missing()).isEmpty();
        assertThat(example.isWhole()).isTrue();
        assertThat(example.headers()).containsEntry("x-tenant", "acme");
        assertThat(Json.compact(example.body()))
                .isEqualTo("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"The weather?\"}],\"temperature\":0.5}");
    }

    @Test
    void everyFieldThatNeedsAnExampleIsNamed() {
        LoadedInteraction interaction = interaction("""
                model: {kind: string}
                temperature: {kind: number}
                """);

        assertThat(ExampleRequest.missingIn(interaction)).containsExactly("prompt", "model", "temperature");
    }

    @Test
    void aJsonPathNamesNoPlaceToPutAValueInto() {
        ExampleRequest example = ExampleRequest.of(turn("jsonpath: {'$.messages[0].name': ada}"));

        assertThat(example.missing()).isEmpty();
        assertThat(example.isWhole()).isFalse();
    }

    private static Turn turn(String rules) {
        return interaction(rules).turns().get(0);
    }

    private static LoadedInteraction interaction(String rules) {
        String text = "interactions:\n  - name: a\n    response: ok\n    request:\n" + rules.indent(6);
        return ContractReader.parse("a.yaml", text).get(0).interactions().get(0);
    }
}
