package dev.cannery.internal.profile.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1            | 1",
                "-15335       | -15335",
                "2.50         | 2.5",
                "2.0          | 2.0",
                "1e-08        | 1e-08",
                "0.0001       | 0.0001",
                "1.5e300      | 1.5e+300",
                "1e16         | 1e+16",
                "123456789.25 | 123456789.25",
                "null         | None",
                "true         | True",
                "\"it's\"     | \"it's\"",
                "\"a\\nb\"    | 'a\\nb'",
                "[1, \"a\"]   | [1, 'a']",
                "{\"a\": {\"b\": false}} | {'a': {'b': False}}",
            })
    void valuesAreRepeatedInPythonsNotation(String json, String python) throws IOException {
        assertThat(Echo.python(Json.parse(json))).isEqualTo(python);
    }

    @Test
    void longTextsAreShortenedToTheirEnds() {
        assertThat(Echo.shortened("twelve chars")).isEqualTo("twelve chars");
        assertThat(Echo.shortened("thirteen char")).isEqualTo("thi...har");
        assertThat(Echo.shortened("😀😀😀😀😀😀😀😀😀😀😀😀😀")).isEqualTo("😀😀😀...😀😀😀");
    }

    @Test
    void wordsAreListedWithACommaBeforeTheLastOfThreeOrMore() {
        assertThat(Echo.quoted(List.of("a"), "and")).isEqualTo("'a'");
        assertThat(Echo.quoted(List.of("a", "b"), "and")).isEqualTo("'a' and 'b'");
        assertThat(Echo.quoted(List.of("a", "b", "c"), "or")).isEqualTo("'a', 'b', or 'c'");
    }
}
