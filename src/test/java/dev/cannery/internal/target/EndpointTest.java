package dev.cannery.internal.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:/v1,''",
        "https://[::1]:/v1,''",
        "http://localhost:,''",
        "http://127.0.0.1:0/v1,0",
        "http://127.0.0.1:-1/v1,-1",
        "http://127.0.0.1:65536/v1,65536",
        "http://127.0.0.1:99999999999/v1,99999999999",
        "http://127.0.0.1:80a/v1,80a"
    })
    void aPortThatIsNoPortIsRejected(String url, String port) {
        assertThatThrownBy(() -> Endpoint.of(url, Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 to 65535", "'" + port + "'", "'" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///v1",
                "http://:8080/v1",
                "ftp://h/v1",
                "http://u:p@h/v1",
                "http://h/v1#part",
                "http://a b/v1"
            })
    void aUrlThatIsNoBaseUrlIsRejectedWithAnExample(String url) {
        assertThatThrownBy(() -> Endpoint.of(url, Map.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://api.openai.com/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1/v1,http://127.0.0.1:1/v1/chat/completions",
        "https://[::1]:65535/v1/,https://[::1]:65535/v1/chat/completions",
        "https://[::1]/v1,https://[::1]/v1/chat/completions",
        "http://h/v1?a=b:c,http://h/v1/chat/completions?a=b:c"
    })
    void theEndpointIsBelowTheBaseUrl(String url, String address) {
        assertThat(Endpoint.of(url, Map.of(), null).address()).hasToString(address);
    }
}
