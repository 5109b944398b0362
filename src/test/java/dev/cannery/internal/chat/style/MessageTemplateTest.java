package dev.cannery.internal.chat.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.chat.ApiError;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "No place, No place",
        "The model `{model}`, The model `$1\\`",
        "Limit {limit:3} of {model}, Limit 3 of $1\\",
        "{unit:tokens per min (TPM)}, tokens per min (TPM)",
        "{unknown} stays, {unknown} stays",
        "{\"json\": 1}, {\"json\": 1}"
    })
    void placesTakeTheirValueOrTheWordThatStandsInThem(String template, String message) {
        ApiError error = ApiError.invalidRequest(null, null, template);

        assertThat(MessageTemplate.filled(error, Map.of("model", "$1\\")).message())
                .isEqualTo(message);
    }
}
