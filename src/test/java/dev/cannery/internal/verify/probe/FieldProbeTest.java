package dev.cannery.internal.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.RequestFields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldProbeTest {
    /** Models that accept other fields each: one that reasons, one that does not, one that speaks and one that searches. */
    private static final List<String> MODELS = List.of("gpt-5.4-mini", "gpt-4o-mini", "gpt-audio", "gpt-5-search-api");

    private static Optional<ApiError> refusal(ChatEndpoint endpoint, ObjectNode body, String model) {
        Profile profile = ProfileReader.read("openai").at(endpoint).orElseThrow();
        ObjectNode asked = body.deepCopy();
        if (!asked.has("model")) {
            asked.put("model", model);
        }
        return profile.refusalOf(ChatRequest.of("/v1" + endpoint.path(), Map.of(), asked));
    }

    @ParameterizedTest
    @EnumSource
    void eachFieldOfTheSchemaHasAProbe(ChatEndpoint endpoint) {
        assertThat(FieldProbe.all(endpoint))
                .extracting(FieldProbe::field)
                .containsExactlyElementsOf(RequestFields.names(endpoint));
    }

    @ParameterizedTest
    @EnumSource
    void aProbeSendsItsFieldInAValidRequest(ChatEndpoint endpoint) {
        assertThat(FieldProbe.all(endpoint)).allSatisfy(probe -> {
            assertThat(probe.sent().has(probe.field()) || probe.field().equals("model"))
                    .isTrue();
            Stream<Optional<ApiError>> refusals = MODELS.stream().map(model -> refusal(endpoint, probe.sent(), model));
            boolean isAccepted = probe.isReference() || refusals.anyMatch(Optional::isEmpty);
            assertThat(isAccepted).as(probe.field()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void aWrongValueIsRefusedByItsField(ChatEndpoint endpoint) {
        assertThat(FieldProbe.all(endpoint))
                .filteredOn(probe -> !probe.isReference() && probe.wrong() != null)
                .hasSizeGreaterThan(29)
                .allSatisfy(probe -> assertThat(refusal(endpoint, Objects.requireNonNull(probe.wrong()), MODELS.get(0)))
                        .as(probe.field())
                        .hasValueSatisfying(error -> assertThat(error.status()).isEqualTo(400)));
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceNamesWhatWasNeverStored(ChatEndpoint endpoint) {
        assertThat(FieldProbe.all(endpoint))
                .filteredOn(FieldProbe::isReference)
                .hasSize(endpoint == ChatEndpoint.RESPONSES ? 3 : 0)
                .allSatisfy(probe -> assertThat(refusal(endpoint, probe.sent(), MODELS.get(1)))
                        .hasValueSatisfying(error -> assertThat(error.message()).contains("not found")));
    }
}
