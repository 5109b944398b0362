package dev.cannery.internal.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoedValueTest {
    private static JsonNode node(String json) throws JsonProcessingException {
        return json == null ? MissingNode.getInstance() : Json.parse(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.5 | 0.50 | 1.0 | true",
                "0.5 | 1.0 | 1.0 | false",
                "0.5 |  |  | false",
                "\"auto\" | \"auto\" | \"disabled\" | true",
                "\"auto\" | \"auto\" | \"auto\" | false",
                "{\"effort\":\"low\"} | {\"effort\":\"low\",\"summary\":null} | {\"effort\":null} | true",
                "{\"effort\":\"low\"} | {\"effort\":\"high\"} | {\"effort\":null} | false",
                "[{\"name\":\"a\"}] | [{\"name\":\"a\",\"strict\":true}] | [] | true",
                "[{\"name\":\"a\"}] | [{\"name\":\"a\"},{\"name\":\"b\"}] | [] | false",
                "{} | {} | {} | false",
                " | \"x\" | null | false",
            })
    void aValueIsProvedToBeReadIfOnlyItsResponseRepeatsIt(String sent, String returned, String usual, boolean isProof)
            throws JsonProcessingException {
        assertThat(EchoedValue.proves(node(sent), node(returned), node(usual))).isEqualTo(isProof);
    }
}
