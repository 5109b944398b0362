package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatternTest {
    private static final JsonPattern PATTERN = JsonPattern.of(Json.write(Json.Layout.COMPACT, out -> {
        out.writeStartObject();
        out.writeFieldName("id");
        JsonPattern.mark(7).writeTo(out);
        out.writeStringField("text", "\u0001" + "7" + "\u0002");
        out.writeFieldName("padding");
        JsonPattern.quotedMark(12).writeTo(out);
        out.writeFieldName("again");
        JsonPattern.mark(7).writeTo(out);
        out.writeEndObject();
    }));
    private static final String FILLED = "{\"id\":1,\"text\":\"\\u00017\\u0002\",\"padding\":\"xy\",\"again\":1}";

    private static JsonPattern.Values values(Map<Integer, String> values) {
        return mark -> {
            String value = values.get(mark);
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void marksAreReplacedAndTextsThatLookLikeMarksAreNot() {
        assertThat(text(PATTERN.filled(values(Map.of(7, "1", 12, "xy"))))).isEqualTo(FILLED);
    }

    @Test
    void someMarksCanBeReplacedBeforeTheOthers() {
        JsonPattern half = PATTERN.with(values(Map.of(7, "1")));

        assertThat(text(half.filled(values(Map.of(12, "xy"))))).isEqualTo(FILLED);
    }

    @Test
    void aPatternIsSplitAtItsFirstMarkOfANumber() {
        JsonPattern.Values values = values(Map.of(7, "1", 12, "xy"));

        assertThat(text(PATTERN.before(12, values))).isEqualTo(FILLED.substring(0, FILLED.indexOf("xy")));
        assertThat(text(PATTERN.after(12, values))).isEqualTo(FILLED.substring(FILLED.indexOf("xy") + 2));
    }

    @Test
    void withoutTheMarkAllIsBeforeIt() {
        JsonPattern.Values values = values(Map.of(7, "1", 12, "xy"));

        assertThat(text(PATTERN.before(3, values))).isEqualTo(FILLED);
        assertThat(PATTERN.after(3, values)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "resp_1", "a \"b\" \\ c", "\u0001\n", "\u00e9\ud83d\ude80"})
    void aTextIsWrittenAsJson(String text) throws Exception {
        assertThat(Json.parse(JsonPattern.text(text)).textValue()).isEqualTo(text);
    }
}
