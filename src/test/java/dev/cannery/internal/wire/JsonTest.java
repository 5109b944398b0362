package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private final ObjectNode tree = Json.object();

    @Test
    void emojiAreWrittenAsTheyAre() {
        tree.put("a", "\uD83D\uDE00");

        assertThat(Json.compactBytes(tree)).isEqualTo("{\"a\":\"\uD83D\uDE00\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfASurrogatePairStaysWhatItIs() throws Exception {
        // At the end, ahead of a letter, of another half, of a sound pair, and on both sides of the writer's buffers.
        String text = "\uDE00y \uD83Dx \uD83D\uD83D\uDE00" + "z\uD83D".repeat(5000) + "\uD83D";
        tree.put("a", text);

        assertThat(Json.parse(Json.compactBytes(tree)).path("a").asText()).isEqualTo(text);
    }

    @Test
    void whatTheJdkEncodesIsWhatJacksonEncodes() throws Exception {
        String text = "a \u00E9 \u20AC \uD83D\uDE00 \uDE00y \uD83Dx \uD83D\uD83D\uDE00 \" \\ \u0001 \uD83D";
        tree.put(text, text);

        assertThat(taken(new JsonSink.OfCharacters())).isEqualTo(taken(new JsonSink.OfBytes()));
    }

    private byte[] taken(JsonSink sink) throws IOException {
        JsonFactory factory = JsonSink.configure(new JsonFactoryBuilder()).build();
        try (JsonGenerator out = sink.generator(factory)) {
            Json.writeTree(tree, out);
        }
        return sink.take();
    }

    @Test
    void anObjectIsFoundOrPutAtItsName() {
        Json.objectIn(tree, "a").put("b", 1);
        tree.putNull("c");
        tree.put("d", 1);

        assertThat(Json.objectIn(tree, "a")).hasToString("{\"b\":1}");
        assertThat(Json.objectIn(tree, "c")).isSameAs(tree.path("c")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Json.objectIn(tree, "d"));
    }

    @Test
    void layoutsDifferInTheirIndent() {
        tree.put("a", 1).putArray("b");

        assertThat(written(Json.Layout.COMPACT)).isEqualTo("{\"a\":1,\"b\":[]}");
        assertThat(written(Json.Layout.PRETTY)).isEqualTo("{\n  \"a\": 1,\n  \"b\": []\n}");
        assertThat(written(Json.Layout.WIDE)).isEqualTo("{\n    \"a\": 1,\n    \"b\": []\n}");
        tree.putArray("c").add(1).addObject().putObject("d");
        assertThat(written(Json.Layout.PRETTY))
                .endsWith(",\n  \"c\": [\n    1,\n    {\n      \"d\": {}\n    }\n  ]\n}");
    }

    @ParameterizedTest
    @CsvSource({
        "1e-7, 1e-7",
        "1.0E-7, 1e-7",
        "-7.896309e-7, -7.896309e-7",
        "-0.00000055122365, -5.5122365e-7",
        "9.99e-6, 9.99e-6",
        "1e-5, 0.00001",
        "0.0001, 0.0001",
        "-0.000123, -0.000123",
        "0.5, 0.5",
        "1.0, 1.0",
        "-0.0, -0.0",
        "1e2, 100.0",
        "1.5e7, 15000000",
        "9007199254740993, 9007199254740993",
        "1e15, 1000000000000000",
        "1e16, 1e16",
        "4.9E-324, 4.9e-324",
        "0, 0",
        "12345678901234567890123, 12345678901234567890123"
    })
    void aNumberIsWrittenAsTheLiveApiWritesIt(String written, String shown) throws Exception {
        JsonNode number = Json.parse("[" + written + "]").path(0);

        assertThat(Json.compact(number)).isEqualTo(shown);
        assertThat(new String(Json.compactBytes(number), StandardCharsets.UTF_8))
                .isEqualTo(shown);
        assertThat(Json.parse(shown).decimalValue()).isEqualByComparingTo(number.decimalValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1E+999", "1e999999999", "-12.50e2000", "1e99999999999"})
    void aNumberThatNoDoubleHoldsIsShownAsItWasWritten(String written) throws Exception {
        JsonNode number = Json.parse("{\"a\": " + written + ", \"b\": 0.5}").path("a");

        assertThat(Json.compact(number)).isEqualTo(written);
        assertThat(number.asText()).isEqualTo(Json.compact(number));
        assertThat(number.decimalValue().signum()).isEqualTo(written.startsWith("-") ? -1 : 1);
        assertThat(number.decimalValue().abs()).isGreaterThan(new BigDecimal("1e400"));
    }

    @Test
    void aVastNumberComputesAsTheGreatestDouble() throws Exception {
        assertThat(Json.parse("1e99999999999").doubleValue()).isEqualTo(Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "1 x", "[1,]", "{\"a\"}", "{\"a\":1", "nul", "[\"a]", "]", "{\"a\":NaN}"})
    void whatIsNotOneValueIsRefused(String text) {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> Json.parse(text));
    }

    @Test
    void aTreeIsThatOfJacksonsOwnMapper() throws Exception {
        String text =
                "{\"a\":[1,-0,2147483648,9223372036854775808,0.1,-0.0,1e5,1E-400,true,false,null,\"\",\"\\u00e9\\ud800\"],"
                        + "\"b\":{\"\":{}},\"a\":[[]],\"c\":3.0}";
        JsonNode tree = Json.parse(text);

        assertThat(tree).isEqualTo(new ObjectMapper().readTree(text));
        assertThat(Json.compact(tree)).isEqualTo(tree.toString());
        assertThat(Json.compactBytes(MissingNode.getInstance())).asString().isEqualTo("null");
        assertThat(Json.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(tree);
    }

    @Test
    void whatIsNoTreeYetBecomesOne() {
        record Point(int x, List<String> names) {}
        assertThat(Json.treeOf(new Point(1, List.of("a")))).hasToString("{\"x\":1,\"names\":[\"a\"]}");
    }

    @Test
    void whatFollowsAVastNumberMustBeSound() {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> Json.parse("[1e999"));
    }

    private String written(Json.Layout layout) {
        return new String(Json.write(layout, out -> Json.writeTree(tree, out)), StandardCharsets.UTF_8);
    }

    @Test
    void valuesWrittenInARowAreEachWrittenAsByThemselves() {
        List<Json.Writing> values = List.of(out -> out.writeString("é"), out -> out.writeNumber(1), out -> {
            out.writeStartObject();
            out.writeEndObject();
        });

        assertThat(Json.writeAll(values))
                .containsExactlyElementsOf(values.stream()
                        .map(value -> Json.write(Json.Layout.COMPACT, value))
                        .toList());
    }
}
