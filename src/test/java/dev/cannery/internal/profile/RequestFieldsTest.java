package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {
    @Test
    void theFieldsAreThoseOfTheDefaultProfile() {
        assertThat(RequestFields.names())
                .containsExactlyElementsOf(ProfileReader.read(Profile.DEFAULT).plan().fields().stream()
                        .map(field -> field.name())
                        .toList())
                .hasSize(37);
        assertThat(RequestFields.shapeOf("unheard_of")).isSameAs(FieldShape.ANY);
    }

    @Test
    void membersOfAllVariantsAreKnown() {
        FieldShape message = RequestFields.shapeOf("messages").element();
        FieldShape part = message.member("content").element();

        assertThat(message.memberNames())
                .contains("role", "content", "tool_calls", "tool_call_id", "reasoning_content", "annotations");
        assertThat(JsonKind.values())
                .filteredOn(message.member("content")::allows)
                .containsExactlyInAnyOrder(JsonKind.STRING, JsonKind.ARRAY);
        assertThat(part.memberNames()).contains("type", "text", "image_url", "input_audio", "file", "refusal");
        assertThat(message.member("tool_calls").element().memberNames()).contains("id", "function", "custom");
    }

    @Test
    void aToolAndTheModelCanBeDistinguishedFromOtherShapes() {
        assertThat(List.of("tools", "functions"))
                .allMatch(
                        name -> RequestFields.isTool(RequestFields.shapeOf(name).element()));
        assertThat(RequestFields.isTool(RequestFields.shapeOf("messages").element()))
                .isFalse();
        assertThat(RequestFields.isModel(RequestFields.shapeOf("model"))).isTrue();
        assertThat(RequestFields.isModel(RequestFields.shapeOf("user"))).isFalse();
    }

    @Test
    void deprecatedFieldsComeFromTheSchema() {
        assertThat(RequestFields.names().stream().filter(RequestFields::isDeprecated))
                .containsExactlyInAnyOrder(
                        "function_call", "functions", "max_tokens", "prompt_cache_retention", "seed", "user");
    }

    /** The code knows the meaning of each finish reason; the data only list them. */
    @Test
    void theFinishReasonsOfTheSchemaMatchTheCode() {
        ObjectNode answer = Json.object();
        ObjectNode choice = answer.putArray("choices").addObject();

        for (String reason : FinishReason.words()) {
            choice.put("finish_reason", reason);
            assertThat(deviations(answer)).isZero();
        }
        choice.put("finish_reason", "done");
        assertThat(deviations(answer)).isOne();
    }

    private static long deviations(JsonNode answer) {
        List<String> found = new ArrayList<>();
        ProfileReader.read("openai")
                .answers()
                .completion()
                .check(answer, null, deviation -> found.add(deviation.at().toString()));
        return found.stream().filter("choices[0].finish_reason"::equals).count();
    }
}
