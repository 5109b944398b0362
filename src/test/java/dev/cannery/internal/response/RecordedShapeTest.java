package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.ROME;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.refusal;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.Recordings;
import dev.cannery.internal.contract.CannedCompletion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares which keys occur where, and in which order, with recordings of the live API. */
class RecordedShapeTest {
    private static final CannedCompletion HELLO = CannedCompletion.ofText("Hi! Hello");
    private static final String STREAM = "'stream':true";
    private static final String STREAM_WITH_USAGE = STREAM + ",'stream_options':{'include_usage':true}";

    @ParameterizedTest
    @EnumSource
    void wholeAnswersHaveRecordedShapes(Recordings recordings) {
        List<String> recorded = recordings.successesOf("openai").stream()
                .map(exchange -> exchange.path("response"))
                .filter(JsonNode::isObject)
                .map(RecordedShapeTest::shape)
                .toList();

        assertThat(recorded)
                .contains(shape(json(render(HELLO, request("")))))
                .contains(shape(json(render(calls(PARIS), request("")))))
                .contains(shape(json(render(calls(PARIS, ROME), request("")))));
        assertThat(mostFrequent(recorded)).isEqualTo(shape(json(render(HELLO, request("")))));
    }

    @ParameterizedTest
    @EnumSource
    void streamsHaveRecordedShapes(Recordings recordings) {
        Set<String> recorded = recordings.successesOf("openai").stream()
                .map(Recordings::chunks)
                .filter(chunks -> !chunks.isEmpty())
                .map(RecordedShapeTest::shapes)
                .collect(Collectors.toSet());

        assertThat(shapes(chunks(render(HELLO, request(STREAM))))).isIn(recorded);
        assertThat(shapes(chunks(render(HELLO, request(STREAM_WITH_USAGE))))).isIn(recorded);
        assertThat(shapes(chunks(render(calls(PARIS), request(STREAM))))).isIn(recorded);
        assertThat(shapes(chunks(render(calls(PARIS, ROME), request(STREAM))))).isIn(recorded);
        assertThat(shapes(chunks(render(refusal("No, sorry"), request(STREAM_WITH_USAGE)))))
                .isIn(recorded);
    }

    /** Returns the shapes of a stream's chunks in order, with adjacent chunks of the same shape merged. */
    private static String shapes(List<JsonNode> chunks) {
        return chunks.stream()
                .map(RecordedShapeTest::shape)
                .map(shape -> shape.replace(",obfuscation:", ""))
                .map(shape -> shape.replace("system_fingerprint:null", "system_fingerprint:"))
                .collect(Collectors.joining("\n"))
                .replaceAll("(?m)^(.*)$(\\n\\1$)+", "$1");
    }

    private static String mostFrequent(List<String> shapes) {
        Map<String, Long> counts =
                shapes.stream().collect(Collectors.groupingBy(shape -> shape, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Returns the keys in order; for values only whether they are null, for arrays the shapes of the elements. */
    private static String shape(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ":" + shape(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(RecordedShapeTest::shape).collect(Collectors.joining(",", "[", "]"));
        }
        return value.isNull() ? "null" : "";
    }
}
