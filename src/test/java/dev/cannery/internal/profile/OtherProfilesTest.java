package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.model.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherProfilesTest {
    private final Profile spec = ProfileReader.read("openai-spec");
    private final Profile lenient = ProfileReader.read("lenient");

    @Test
    void exactlyTheListedFieldsExist() throws IOException {
        assertThat(new TreeSet<>(spec.plan().setting().fields().names()))
                .containsExactlyElementsOf(
                        Files.readAllLines(Path.of("src/test/resources/samples/request-fields.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "gpt-4o-mini-2024-07-18", "gpt-5", "gpt-5.6-terra", "o3-mini", "gpt-3.5-turbo-0125"})
    void modelsNamedByClientsAreKnownToTheLiveProfile(String name) {
        ModelCatalog models = ProfileReader.read("openai").plan().setting().models();

        assertThat(models.find(name, LocalDate.of(2026, 9, 30))).isNotNull();
    }

    @Test
    void allPublishedFieldsExist() throws IOException {
        List<String> names = new ArrayList<>();
        Shared.spec("openai-request-fields.json")
                .forEach(field -> names.add(field.path("field").asText()));

        assertThat(names).hasSize(37);
        assertThat(new TreeSet<>(spec.plan().setting().fields().names()))
                .containsExactlyElementsOf(new TreeSet<>(names));
    }

    @Test
    void publishedModelNamesAreAllKnownToTheLiveProfile() throws IOException {
        ModelCatalog models = ProfileReader.read("openai").plan().setting().models();
        JsonNode names = Shared.spec("openai-chat-completions.openapi.json")
                .at("/components/schemas/ModelIdsShared/anyOf/1/enum");

        assertThat(names).isNotEmpty();
        assertThat(names)
                .filteredOn(name -> !name.asText().equals("gpt-5.1-mini")) // published by mistake: it does not exist
                .allSatisfy(name -> assertThat(models.find(name.asText(), LocalDate.of(2026, 9, 30)))
                        .as(name.asText())
                        .isNotNull());
    }

    /** Requests that the live API accepts although its schema forbids them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'stop': []}",
                "{'response_format': null}",
                "{'tool_choice': null}",
                "{'tools': null}",
                "{'messages': [{'role': 'assistant', 'content': 'x', 'annotations': []}]}",
                "{'messages': [{'role': 'tool', 'tool_call_id': 'c', 'name': 'f', 'content': 'x'}]}",
                "{'messages': [{'role': 'user', 'content': []}]}",
                "{'messages': [{'role': 'user'}]}",
                "{'temperature': 2.5}",
                "{'unheard_of': 1}",
            })
    void publishedSchemaIsAppliedStrictly(String input) {
        assertThat(spec.refusalOf(Shared.request("any-model", input))).isPresent();
    }

    @Test
    void publishedSchemaDoesNotCheckModelsOrSequences() {
        assertThat(spec.refusalOf(Shared.request(
                        "any-model",
                        "{'max_tokens': 0, 'messages': [{'role': 'tool', 'tool_call_id': 'c', 'content': 'x'}]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fewAnsweredRequestsViolateThePublishedSchema(Recordings recordings) {
        int judged = 0;
        List<String> violations = new ArrayList<>();
        for (JsonNode exchange : recordings.all()) {
            if (exchange.path("provider").asText().equals("openai")
                    && exchange.path("status").asInt() == 200) {
                judged++;
                spec.refusalOf(RecordingsTest.requestOf(exchange))
                        .map(ApiError::message)
                        .ifPresent(violations::add);
            }
        }
        System.out.println(
                "recordings: " + violations.size() + " of " + judged + " answered requests violate the schema");
        assertThat(violations).hasSizeLessThan(judged / 5);
    }

    @Test
    void lenientProfileRequiresOnlyMessages() {
        ChatRequest empty = ChatRequest.of((ObjectNode) Shared.json("{}"));

        assertThat(lenient.refusalOf(Shared.request("m", "{'temperature': 'hot', 'x': 1}")))
                .isEmpty();
        assertThat(lenient.refusalOf(empty)).get().extracting(ApiError::param).isEqualTo("messages");
        assertThat(lenient.models()).isEmpty();
    }
}
