package dev.cannery.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCatalogueTest {
    @Test
    void namesAreUniqueAndSortedByStatus() {
        List<Integer> statuses = ErrorCatalogue.names().stream()
                .map(name -> ErrorCatalogue.named(name).orElseThrow().status())
                .toList();

        assertThat(ErrorCatalogue.names()).doesNotHaveDuplicates();
        assertThat(statuses).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "content_filter, 400",
        "missing_api_key, 401",
        "insufficient_permissions, 403",
        "model_not_found, 404",
        "token_rate_limit_exceeded, 429",
        "insufficient_quota, 429",
        "bad_gateway, 502",
        "slow_down, 503",
        "gateway_timeout, 504"
    })
    void anErrorHasItsStatus(String name, int status) {
        assertThat(ErrorCatalogue.named(name))
                .hasValueSatisfying(error -> assertThat(error.status()).isEqualTo(status));
    }

    @Test
    void anUnknownNameHasNoError() {
        assertThat(ErrorCatalogue.named("boom")).isEmpty();
    }
}
