package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    private static final String STREAM =
            "\n\n: OPENROUTER\n\nevent: x\r\ndata:{\"a\"\r\ndata: :1 é}\r\n\r\n\r\ndata: [DONE]\r\rdata: cut";

    @Test
    void theTextsOfAllEventsAreTheStream() {
        List<SseEvent> events = SseReader.readAll(STREAM);

        assertThat(String.join("", events.stream().map(SseEvent::text).toList()))
                .isEqualTo(STREAM);
        assertThat(events).extracting(SseEvent::data).containsExactly(null, "{\"a\"\n:1 é}", "[DONE]", "cut");
        assertThat(events).extracting(SseEvent::name).containsExactly("", "x", "", "");
        assertThat(events).extracting(SseEvent::line).containsExactly(1, 5, 9, 12);
        assertThat(events).extracting(SseEvent::isEnded).containsExactly(true, true, true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theSizeOfThePortionsDoesNotMatter(int size) {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        SseReader reader = new SseReader();
        List<SseEvent> events = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += size) {
            events.addAll(reader.read(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size))));
        }
        reader.end().ifPresent(events::add);

        assertThat(String.join("", events.stream().map(SseEvent::text).toList()))
                .isEqualTo(STREAM);
        assertThat(events)
                .extracting(SseEvent::data)
                .isEqualTo(
                        SseReader.readAll(STREAM).stream().map(SseEvent::data).toList());
    }

    @Test
    void aByteOrderMarkAndBlankLinesAtTheEndBelongToNoLineOfTheirOwn() {
        assertThat(SseReader.readAll("\uFEFFdata: x\n\n\n")).singleElement().satisfies(event -> {
            assertThat(event.data()).isEqualTo("x");
            assertThat(event.isEnded()).isTrue();
        });
        assertThat(SseReader.readAll("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'data:  x','data',' x',false",
        "'data:x','data','x',true",
        "': a comment','','a comment',false",
        "'data','data','',false"
    })
    void oneBlankAfterTheColonIsNoPartOfTheValue(String text, String field, String value, boolean lacksBlank) {
        assertThat(SseEvent.Line.of(text)).isEqualTo(new SseEvent.Line(text, field, value));
        assertThat(SseEvent.Line.of(text).lacksBlank()).isEqualTo(lacksBlank);
    }

    @ParameterizedTest
    @CsvSource({"'data: {}',true", "'\n: ping',true", "'event: x',true", "'{\"a\":1}',false", "'data',false", "'',false"
    })
    void aStreamBeginsWithDataANameOrAComment(String text, boolean isStream) {
        assertThat(SseReader.isStream(text)).isEqualTo(isStream);
    }
}
