package dev.cannery.internal.chat.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCatalogueTest {
    private static final ErrorCatalogue OPENAI =
            ProfileReader.read("openai").style().errors();

    @Test
    void namesAreUniqueAndSortedByStatus() {
        List<Integer> statuses = OPENAI.names().stream()
                .map(name -> OPENAI.named(name).orElseThrow().error().status())
                .toList();

        assertThat(OPENAI.names()).doesNotHaveDuplicates();
        assertThat(statuses).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, content_filter, 400, content_filter",
        "openai, missing_api_key, 401,",
        "openai, insufficient_permissions, 403, insufficient_permissions",
        "openai, model_not_found, 404, model_not_found",
        "openai, token_rate_limit_exceeded, 429, rate_limit_exceeded",
        "openai, insufficient_quota, 429, insufficient_quota",
        "openai, bad_gateway, 502, bad_gateway",
        "openai, slow_down, 503, slow_down",
        "openai, gateway_timeout, 504, gateway_timeout",
        "azure, rate_limit_exceeded, 429, RateLimitReached",
        "azure, DeploymentNotFound, 404, DeploymentNotFound",
        "azure, context_length_exceeded, 400, context_length_exceeded",
        "atoma, rate_limit_exceeded, 429, TOO_MANY_REQUESTS",
        "atoma, BALANCE_ERROR, 402, BALANCE_ERROR",
        "atoma, fiat_payments_only, 400, FIAT_PAYMENTS_ONLY"
    })
    void anErrorHasItsStatusAndItsProvidersCode(String provider, String name, int status, String code) {
        AnswerStyle style = ProfileReader.read(provider).style();
        NamedError named = style.errors().named(name).orElseThrow();
        var body = style.errorBody(named.error()).withObjectProperty("error").setAll(named.more());

        assertThat(named.error().status()).isEqualTo(status);
        assertThat(body.path("code").asText(null)).isEqualTo(code);
    }

    @Test
    void anUnknownNameHasNoError() {
        assertThat(OPENAI.named("boom")).isEmpty();
    }

    @Test
    void aNameGoesBeforeACode() {
        NamedError byCode = named("first", "second");
        NamedError byName = named("second", "third");

        assertThat(new ErrorCatalogue(List.of(byCode, byName), "second", "").named("second"))
                .containsSame(byName);
    }

    private static NamedError named(String name, String code) {
        return new NamedError(name, ApiError.invalidRequest(code, null, name), Json.object(), Map.of(), 0);
    }
}
