package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.frames;
import static dev.cannery.internal.response.Answers.paced;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPacingTest {
    private static final Pacing.Cut BY_WORD = new Pacing.Cut.ByWord();
    private static final Pacing SLOW = new Pacing(BY_WORD, Duration.ofMillis(400), Duration.ofMillis(30));

    @Test
    void firstAndEveryDetermineWhenChunksAreDue() {
        CannedCompletion story = paced(CannedCompletion.ofText("Once upon a time"), SLOW);

        // role, four words, finish, [DONE]
        assertThat(millis(render(story, request("'stream':true"))))
                .containsExactly(400L, 430L, 460L, 490L, 520L, 550L, 550L);
    }

    @Test
    void aBodyIsSplitAndPacedAsTheContractSays() {
        CannedBody page = new CannedBody(
                new CannedResponse.Head(502, Map.of("content-type", "text/html")),
                "Bad gateway again",
                Delay.of(Duration.ofSeconds(1)),
                SLOW);

        RenderedResponse answer = render(page, request("'stream':false"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.headers()).containsEntry("content-type", "text/html");
        assertThat(millis(answer)).containsExactly(1400L, 1430L, 1460L);
        assertThat(answer.body().parts())
                .extracting(
                        part -> StandardCharsets.UTF_8.decode(part.duplicate()).toString())
                .containsExactly("Bad", " gateway", " again");
    }

    @Test
    void aBodyWithoutPacingIsSentWhole() {
        CannedBody page = new CannedBody(CannedResponse.Head.OK, "Hi", Delay.NONE);

        assertThat(render(page, request("'stream':true")).body()).isInstanceOf(Body.Whole.class);
    }

    @Test
    void usageAndDoneAreSentWithTheFinishReason() {
        CannedCompletion word = paced(CannedCompletion.ofText("Once"), SLOW);

        assertThat(millis(render(word, request("'stream':true,'stream_options':{'include_usage':true}"))))
                .containsExactly(400L, 430L, 460L, 460L, 460L);
    }

    @Test
    void aDelayShiftsTheWholeStream() {
        CannedCompletion word = paced(CannedCompletion.ofText("Once"), SLOW);
        CannedCompletion delayed = new CannedCompletion(
                word.choices(), word.usage(), word.identity(), Duration.ofSeconds(1), word.pacing());

        assertThat(millis(render(delayed, request("'stream':true")))).containsExactly(1400L, 1430L, 1460L, 1460L);
    }

    @Test
    void choicesStreamSideBySide() {
        CannedCompletion word = paced(CannedCompletion.ofText("Once"), SLOW);

        assertThat(millis(render(word, request("'stream':true,'n':2"))))
                .containsExactly(400L, 400L, 430L, 430L, 460L, 460L, 460L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "  lead and trail  ",
                "one\r\ntwo\n\n three",
                " \u0301mark",
                "   ",
                "\u4F60\u597D \uD83D\uDE00"
            })
    void wordsIncludeTheirLeadingSpacesAndMakeUpTheText(String text) {
        List<String> pieces = pieces(text, BY_WORD);

        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).allMatch(piece -> !piece.isEmpty());
    }

    @Test
    void wordsAreSplitBeforeTheirSpaces() {
        assertThat(pieces("Once  upon a\ntime ", BY_WORD)).containsExactly("Once", "  upon", " a", "\ntime", " ");
    }

    @Test
    void sizesAreCountedInUserPerceivedCharacters() {
        assertThat(pieces("e\u0301a\uD83D\uDC4D\uD83C\uDFFDbc", new Pacing.Cut.BySize(2)))
                .containsExactly("e\u0301a", "\uD83D\uDC4D\uD83C\uDFFDb", "c");
    }

    @Test
    void jitterVariesWaitsReproducibly() {
        Pacing uneven = new Pacing(BY_WORD, Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(20), 7);
        CannedCompletion story = CannedCompletion.ofText("so ".repeat(200));
        List<SseFrame> frames = frames(render(paced(story, uneven), request("'stream':true")));
        List<Long> waits = IntStream.range(1, frames.size() - 1)
                .mapToObj(
                        i -> frames.get(i).due().minus(frames.get(i - 1).due()).toMillis())
                .toList();

        assertThat(waits).allMatch(wait -> wait >= 10 && wait <= 50).contains(12L, 48L);
        assertThat(millis(render(paced(story, uneven), request("'stream':true"))))
                .isEqualTo(frames.stream().map(frame -> frame.due().toMillis()).toList());
        Pacing other = new Pacing(BY_WORD, Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(20), 8);
        assertThat(millis(render(paced(story, other), request("'stream':true"))))
                .isNotEqualTo(
                        frames.stream().map(frame -> frame.due().toMillis()).toList());
    }

    @Test
    void noChunkIsDueBeforeThePreviousOne() {
        Pacing wild = new Pacing(BY_WORD, Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(1), 0);

        assertThat(millis(render(paced(CannedCompletion.ofText("so ".repeat(99)), wild), request("'stream':true"))))
                .isSorted();
    }

    @Test
    void givenFragmentsEndWhereTheTextIsTruncated() {
        Pacing.Cut pieces = new Pacing.Cut.ByFragments(List.of("one t", "", "wo three", " four"));
        CannedCompletion count =
                paced(CannedCompletion.ofText("one two three four"), new Pacing(pieces, Duration.ZERO, Duration.ZERO));

        assertThat(pieces("one two three four", pieces)).containsExactly("one t", "", "wo three", " four");
        assertThat(chunks(render(count, request("'stream':true,'max_tokens':2"))).stream()
                        .map(chunk -> chunk.at("/choices/0/delta/content").asText("")))
                .containsExactly("", "one t", "", "wo", "");
    }

    @Test
    void givenFragmentsSplitSeveralTextsInTurn() {
        Pacing.Cut pieces =
                new Pacing.Cut.ByFragments(List.of("Let ", "me look.", "{\"city\"", ":\"Paris\"}", "Let me", " look."));
        CannedChoice first = new CannedChoice("Let me look.", List.of(Answers.PARIS), null, null);
        CannedChoice second = new CannedChoice("Let me look.", List.of(), null, null);
        CannedCompletion completion = new CannedCompletion(
                List.of(first, second),
                null,
                CannedCompletion.Identity.DERIVED,
                Duration.ZERO,
                new Pacing(pieces, Duration.ZERO, Duration.ZERO));
        List<JsonNode> chunks = chunks(render(completion, request("'stream':true")));

        assertThat(texts(chunks, 0, "/content")).containsExactly("Let ", "me look.");
        assertThat(texts(chunks, 0, "/tool_calls/0/function/arguments")).containsExactly("{\"city\"", ":\"Paris\"}");
        assertThat(texts(chunks, 1, "/content")).containsExactly("Let me", " look.");
    }

    private static List<String> texts(List<JsonNode> chunks, int choice, String pointer) {
        return chunks.stream()
                .map(chunk -> chunk.path("choices").path(0))
                .filter(element -> element.path("index").asInt() == choice)
                .map(element -> element.at("/delta" + pointer).asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void anEmptyTextStreamsOnlyARoleAndAFinishReason() {
        assertThat(chunks(render(CannedCompletion.ofText(""), request("'stream':true"))))
                .hasSize(2);
    }

    private static List<String> pieces(String text, Pacing.Cut cut) {
        CannedCompletion completion =
                paced(CannedCompletion.ofText(text), new Pacing(cut, Duration.ZERO, Duration.ZERO));
        return chunks(render(completion, request("'stream':true"))).stream()
                .map(chunk -> chunk.at("/choices/0/delta"))
                .filter(delta -> delta.has("content") && !delta.has("role"))
                .map(delta -> delta.path("content").asText())
                .toList();
    }

    private static List<Long> millis(RenderedResponse response) {
        return frames(response).stream().map(frame -> frame.due().toMillis()).toList();
    }
}
