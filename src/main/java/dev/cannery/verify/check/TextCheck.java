package dev.cannery.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import dev.cannery.verify.result.FindingList;
import java.util.ArrayList;
import java.util.List;

/** Whether a text ends where the request wants, and tells its probabilities where they are asked for. */
final class TextCheck {
    private TextCheck() {}

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        for (Choice choice : Choice.of(completion)) {
            stop(request.field("stop"), choice, findings);
            logprobs(request, choice, findings);
        }
    }

    private static void stop(JsonNode stop, Choice choice, FindingList findings) {
        List<String> sequences = new ArrayList<>();
        (stop.isArray() ? stop : List.of(stop)).forEach(sequence -> sequences.add(Choice.textOf(sequence)));
        for (String sequence : sequences) {
            if (!sequence.isEmpty() && choice.text().contains(sequence)) {
                FieldPath at = choice.messageAt().member("content");
                TextNode text = TextNode.valueOf(choice.text());
                findings.fail(FindingId.STOP_IGNORED, at, "a text that ends before " + sequence, text);
            }
        }
    }

    private static void logprobs(ChatRequest request, Choice choice, FindingList findings) {
        JsonNode given = choice.json().path("logprobs");
        FieldPath at = choice.at().member("logprobs");
        boolean isAsked = request.field("logprobs").asBoolean(false);
        if (!isAsked) {
            if (given.isObject() && !given.path("content").isEmpty()) {
                findings.warn(FindingId.LOGPROBS_IGNORED, at, "no logprobs, which were not asked for", given);
            }
            return;
        }
        JsonNode tokens = given.path("content");
        if (tokens.isEmpty() && !choice.text().isEmpty()) {
            findings.fail(FindingId.LOGPROBS_IGNORED, at.member("content"), "the logprobs of each token", tokens);
        }
        int most = request.field("top_logprobs").asInt(0);
        for (int i = 0; i < tokens.size(); i++) {
            JsonNode top = tokens.path(i).path("top_logprobs");
            if (top.size() > most || (most > 0 && top.isEmpty())) {
                FieldPath place = at.member("content").element(i).member("top_logprobs");
                findings.fail(FindingId.LOGPROBS_IGNORED, place, most + " alternatives, as top_logprobs asks", top);
                return;
            }
        }
    }
}
