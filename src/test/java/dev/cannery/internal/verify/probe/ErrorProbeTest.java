package dev.cannery.internal.verify.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorProbeTest {
    private static final Profile PROFILE = ProfileReader.read("openai");

    @ParameterizedTest
    @ValueSource(strings = {"gw-small", "gpt-4o-mini", "gpt-4-0314", "team/llama-3.1:8b"})
    void aModelThatTheTargetServesIsNotAnErrorOfTheRequest(String model) {
        assertThat(ErrorProbe.of(PROFILE, model, true))
                .hasSize(9)
                .filteredOn(probe -> probe.expected().status() == 404)
                .extracting(ErrorProbe::name)
                .containsExactly("an unknown model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw-small", "gpt-4o-mini"})
    void refusesTheSameErrorsInTheSameWay(String model) {
        assertThat(ErrorProbe.of(PROFILE, model, false))
                .extracting(probe -> probe.name() + " " + probe.expected().status() + " "
                        + probe.expected().code() + " " + probe.expected().param())
                .contains(
                        "no messages 400 missing_required_parameter messages",
                        "no choices at all 400 integer_below_min_value n");
    }
}
