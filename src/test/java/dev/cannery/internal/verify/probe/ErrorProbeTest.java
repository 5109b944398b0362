package dev.cannery.internal.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorProbeTest {
    private static final Profile PROFILE = ProfileReader.read("openai");

    @ParameterizedTest
    @ValueSource(strings = {"gw-small", "gpt-4o-mini", "gpt-4-0314", "team/llama-3.1:8b"})
    void aModelThatTheTargetServesIsNotAnErrorOfTheRequest(String model) {
        assertThat(ErrorProbe.of(PROFILE, ChatEndpoint.CHAT_COMPLETIONS, model, true))
                .hasSize(9)
                .filteredOn(probe -> probe.expected().status() == 404)
                .extracting(ErrorProbe::name)
                .containsExactly("an unknown model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw-small", "gpt-4o-mini"})
    void refusesTheSameErrorsInTheSameWay(String model) {
        assertThat(ErrorProbe.of(PROFILE, ChatEndpoint.CHAT_COMPLETIONS, model, false))
                .extracting(probe -> probe.name() + " " + probe.expected().status() + " "
                        + probe.expected().code() + " " + probe.expected().param())
                .contains(
                        "no messages 400 missing_required_parameter messages",
                        "no choices at all 400 integer_below_min_value n");
    }

    @Test
    void theResponsesApiHasWrongRequestsOfItsOwn() {
        assertThat(ErrorProbe.of(PROFILE, ChatEndpoint.RESPONSES, "gpt-4o-mini", true))
                .extracting(probe -> probe.name() + ": " + probe.expected().status() + " "
                        + probe.expected().code() + " " + probe.expected().param())
                .containsExactly(
                        "a wrong key: 401 invalid_api_key null",
                        "broken JSON: 400 null null",
                        "an unknown model: 400 model_not_found model",
                        "no input: 400 missing_required_parameter input",
                        "an empty input: 400 missing_required_parameter null",
                        "a temperature out of range: 400 decimal_above_max_value temperature",
                        "a temperature that is a string: 400 invalid_type temperature",
                        "a limit of 0 tokens: 400 integer_below_min_value max_output_tokens",
                        "an unknown earlier response: 400 previous_response_not_found previous_response_id");
    }

    @Test
    void aProviderWithoutTheResponsesApiIsNotAskedThere() {
        assertThat(ErrorProbe.of(ProfileReader.read("groq"), ChatEndpoint.RESPONSES, "m", true))
                .isEmpty();
    }
}
