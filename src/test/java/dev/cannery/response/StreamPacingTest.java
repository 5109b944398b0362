package dev.cannery.response;

import static dev.cannery.response.Answers.chunks;
import static dev.cannery.response.Answers.frames;
import static dev.cannery.response.Answers.paced;
import static dev.cannery.response.Answers.render;
import static dev.cannery.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPacingTest {
    private static final Pacing.Cut BY_WORD = new Pacing.Cut.ByWord();
    private static final Pacing SLOW = new Pacing(BY_WORD, Duration.ofMillis(400), Duration.ofMillis(30));

    @Test
    void theFirstChunkIsDueAtFirstAndEachOtherAfterEvery() {
        CannedCompletion story = paced(CannedCompletion.ofText("Once upon a time"), SLOW);

        // role, four words, finish, [DONE]
        assertThat(millis(render(story, request("'stream':true"))))
                .containsExactly(400L, 430L, 460L, 490L, 520L, 550L, 550L);
    }

    @Test
    void usageAndDoneLeaveWithTheFinish() {
        CannedCompletion word = paced(CannedCompletion.ofText("Once"), SLOW);

        assertThat(millis(render(word, request("'stream':true,'stream_options':{'include_usage':true}"))))
                .containsExactly(400L, 430L, 460L, 460L, 460L);
    }

    @Test
    void aDelayHoldsTheWholeStreamBack() {
        CannedCompletion word = paced(CannedCompletion.ofText("Once"), SLOW);
        CannedCompletion delayed = new CannedCompletion(
                word.choices(), word.usage(), word.identity(), Duration.ofSeconds(1), word.pacing());

        assertThat(millis(render(delayed, request("'stream':true")))).containsExactly(1400L, 1430L, 1460L, 1460L);
    }

    @Test
    void choicesGrowSideBySide() {
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
    void wordsCarryTheirLeadingBlanksAndMakeUpTheText(String text) {
        List<String> pieces = pieces(text, BY_WORD);

        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces).allMatch(piece -> !piece.isEmpty());
    }

    @Test
    void wordsAreCutAheadOfTheirBlanks() {
        assertThat(pieces("Once  upon a\ntime ", BY_WORD)).containsExactly("Once", "  upon", " a", "\ntime", " ");
    }

    @Test
    void sizesAreCountedInCharactersThatPeopleSee() {
        assertThat(pieces("e\u0301a\uD83D\uDC4D\uD83C\uDFFDbc", new Pacing.Cut.BySize(2)))
                .containsExactly("e\u0301a", "\uD83D\uDC4D\uD83C\uDFFDb", "c");
    }

    @Test
    void anEmptyTextHasARoleAndAFinishOnly() {
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
