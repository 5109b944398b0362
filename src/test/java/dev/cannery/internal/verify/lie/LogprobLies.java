package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.streamed;
import static dev.cannery.internal.verify.lie.Lie.whole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Invalid log probabilities. */
final class LogprobLies {
    private LogprobLies() {}

    static List<Lie> all() {
        return List.of(
                whole(
                        "C312",
                        "gives more alternatives than asked for",
                        "logprobs",
                        draft -> top(draft).add(top(draft).get(0).deepCopy())),
                whole(
                        "C320",
                        "tells the tokens of another text",
                        "logprobs",
                        draft -> token(draft).put("token", "Bye.").putNull("bytes")),
                whole(
                        "C320",
                        "leaves out tokens",
                        "logprobs",
                        draft -> token(draft).put("token", "Hello").putNull("bytes")),
                whole(
                        "C320",
                        "gives the bytes of another token",
                        "logprobs",
                        draft -> token(draft).putArray("bytes").add(66)),
                whole(
                        "C320",
                        "is more than certain",
                        "logprobs",
                        draft -> token(draft).put("logprob", 0.5)),
                whole(
                        "C320",
                        "is more than certain of an alternative",
                        "logprobs",
                        draft -> ((ObjectNode) top(draft).get(0)).put("logprob", 1)),
                streamed(
                        "C320",
                        "streams the tokens of another text",
                        "logprobs",
                        draft -> ((ObjectNode) draft.chunkChoice(2)
                                        .path("logprobs")
                                        .path("content")
                                        .get(0))
                                .put("token", "Bye.")
                                .putNull("bytes")));
    }

    private static ObjectNode token(Draft draft) {
        return (ObjectNode) draft.choice().path("logprobs").path("content").get(0);
    }

    private static ArrayNode top(Draft draft) {
        return (ArrayNode) token(draft).path("top_logprobs");
    }
}
