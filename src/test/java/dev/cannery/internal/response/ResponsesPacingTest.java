package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.PARIS;
import static dev.cannery.internal.response.Answers.calls;
import static dev.cannery.internal.response.Answers.frames;
import static dev.cannery.internal.response.Answers.paced;
import static dev.cannery.internal.response.Answers.request;
import static dev.cannery.internal.response.Answers.toResponses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A contract paces the fragments of a Response as it paces those of a chat completion. */
class ResponsesPacingTest {
    private static final AnswerStyle RESPONSES = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style();
    private static final Pacing.Cut BY_WORD = new Pacing.Cut.ByWord();
    private static final Duration FIRST = Duration.ofMillis(400);
    private static final Duration EVERY = Duration.ofMillis(30);

    static List<Pacing> pacings() {
        return List.of(
                Pacing.UNPACED, new Pacing(BY_WORD, FIRST, EVERY), new Pacing(new Pacing.Cut.BySize(3), FIRST, EVERY));
    }

    private record Sent(String text, long millis) {}

    @ParameterizedTest
    @MethodSource("pacings")
    void theFragmentsAreTheSameWithTheSameWaitsBetweenThem(Pacing pacing) throws Exception {
        for (CannedCompletion said : List.of(CannedCompletion.ofText("Once upon a time there was"), calls(PARIS))) {
            CannedCompletion story = paced(said, pacing);
            List<Sent> chat = sent(Answers.render(story, request("'stream':true")));
            List<Sent> events = sent(Answers.render(story, toResponses("'model':'gpt-4o','stream':true"), RESPONSES));

            assertThat(events)
                    .extracting(Sent::text)
                    .isEqualTo(chat.stream().map(Sent::text).toList());
            assertThat(waits(events)).isEqualTo(waits(chat));
        }
    }

    @Test
    void theWaitForTheFirstChunkIsThatForTheFirstFragment() throws Exception {
        CannedCompletion story = paced(CannedCompletion.ofText("Once upon"), new Pacing(BY_WORD, FIRST, EVERY));
        List<SseFrame> frames = frames(Answers.render(story, toResponses("'model':'gpt-4o','stream':true"), RESPONSES));

        assertThat(frames)
                .extracting(frame -> type(frame) + " " + frame.due().toMillis())
                .containsExactly(
                        "response.created 0",
                        "response.in_progress 0",
                        "response.output_item.added 400",
                        "response.content_part.added 400",
                        "response.output_text.delta 400",
                        "response.output_text.delta 430",
                        "response.output_text.done 430",
                        "response.content_part.done 430",
                        "response.output_item.done 430",
                        "response.completed 430");
    }

    @Test
    void eachGapIsTheWaitForOneFragment() throws Exception {
        List<Duration> gaps = List.of(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(7));
        Pacing pacing =
                new Pacing(BY_WORD, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, gaps, Pacing.EventForm.USUAL);
        CannedCompletion story = paced(CannedCompletion.ofText("Once upon a time"), pacing);

        assertThat(sent(Answers.render(story, toResponses("'model':'gpt-4o','stream':true"), RESPONSES)))
                .extracting(Sent::millis)
                .containsExactly(20L, 120L, 127L, 127L);
    }

    private static String type(SseFrame frame) {
        return json(frame).path("type").asText();
    }

    private static List<Sent> sent(RenderedResponse answer) {
        List<Sent> sent = new ArrayList<>();
        for (SseFrame frame : frames(answer)) {
            JsonNode json = json(frame);
            JsonNode delta = json.at("/choices/0/delta");
            String text = json.path("delta").isTextual()
                    ? json.path("delta").asText()
                    : delta.path("content").asText("")
                            + delta.at("/tool_calls/0/function/arguments").asText("");
            if (!text.isEmpty()) {
                sent.add(new Sent(text, frame.due().toMillis()));
            }
        }
        return sent;
    }

    private static JsonNode json(SseFrame frame) {
        try {
            return frame.data().startsWith("{") ? Json.parse(frame.data()) : Json.object();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> waits(List<Sent> sent) {
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i < sent.size(); i++) {
            waits.add(sent.get(i).millis() - sent.get(i - 1).millis());
        }
        return waits;
    }
}
