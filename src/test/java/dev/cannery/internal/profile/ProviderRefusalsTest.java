package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRefusalsTest {
    @ParameterizedTest
    @CsvSource({
        "sk-, sk-",
        "sk-fake-key, sk-fake-key",
        "123456789012, 123456789012",
        "1234567890123, 12345678*0123",
        "sk-not-a-real-key, sk-not-a*****-key",
        "bad-key-abcdefghijtest, bad-key-**********test",
    })
    void keyIsMaskedAsRecorded(String key, String masked) {
        assertThat(ProviderRefusals.masked(key)).isEqualTo(masked);
    }

    @Test
    void wrongAndMissingKeysAreRefusedWithTheirOwnCodes() {
        Profile openai = ProfileReader.read("openai");

        assertThat(openai.refusalOfKey("k").code()).isEqualTo("invalid_api_key");
        assertThat(openai.refusalOfNoKey().code()).isNull();
        assertThat(openai.refusalOfNoKey().status()).isEqualTo(401);
    }
}
