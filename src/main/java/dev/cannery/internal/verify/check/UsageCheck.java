package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.verify.result.FindingList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks whether token counts add up, fit the text, and stay within the request's limit. */
final class UsageCheck {
    private static final FieldPath USAGE = FieldPath.of("usage");

    private static final List<String> PARTS =
            List.of("cached_tokens", "audio_tokens", "reasoning_tokens", "accepted_prediction_tokens");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final int MOST_WORDS = 2;

    private final ChatRequest request;
    private final JsonNode completion;
    private final JsonNode usage;
    private final JsonNode limit;
    private final FindingList findings;

    UsageCheck(ChatRequest request, JsonNode completion, FindingList findings) {
        this.request = request;
        this.completion = completion;
        this.usage = completion.path("usage");
        this.limit = request.field(nameOfLimit());
        this.findings = findings;
    }

    void check() {
        words();
        if (!usage.isObject()) {
            return;
        }
        counts();
        long sum = usage.path("prompt_tokens").asLong()
                + usage.path("completion_tokens").asLong();
        if (countsReasoningApart(sum)) {
            findings.warn(
                    FindingId.USAGE_SUM,
                    USAGE.member("completion_tokens"),
                    "reasoning_tokens counted among the completion_tokens",
                    usage.path("completion_tokens"));
            parts("prompt");
            return;
        }
        if (usage.path("total_tokens").isNumber() && usage.path("total_tokens").asLong() != sum) {
            findings.fail(
                    FindingId.USAGE_SUM,
                    USAGE.member("total_tokens"),
                    sum + ", the sum of prompt_tokens and completion_tokens",
                    usage.path("total_tokens"));
        }
        parts("completion");
        parts("prompt");
        limit();
    }

    /** Compares token counts with the number of words. Hardly any token covers more than two words. */
    private void words() {
        long all = 0;
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            long words = WORD.matcher(choice.text()).results().count();
            all += words;
            if (limit.isNumber() && words > limit.asLong() * MOST_WORDS) {
                String expected = "a text of at most " + limit.asLong() + " tokens, as " + nameOfLimit() + " requires";
                TextNode actual = TextNode.valueOf(words + " words");
                findings.fail(FindingId.LIMIT_IGNORED, choice.messageAt().member("content"), expected, actual);
            }
        }
        JsonNode reported = usage.path("completion_tokens");
        if (reported.isNumber() && reported.asLong() >= 0 && all > reported.asLong() * MOST_WORDS) {
            String expected = "a count that fits " + all + (all == 1 ? " word" : " words");
            findings.fail(FindingId.USAGE_SUM, USAGE.member("completion_tokens"), expected, reported);
        }
    }

    private String nameOfLimit() {
        return request.field("max_completion_tokens").isNumber() ? "max_completion_tokens" : "max_tokens";
    }

    private void counts() {
        for (String name : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            if (usage.path(name).asLong(0) < 0) {
                findings.fail(FindingId.ANSWER_RANGE, USAGE.member(name), "0 or more", usage.path(name));
            }
        }
    }

    /** Whether reasoning tokens are counted only in the total, as some providers do. */
    private boolean countsReasoningApart(long sum) {
        long reasoning =
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
        return reasoning > 0 && usage.path("total_tokens").asLong() == sum + reasoning;
    }

    private void parts(String kind) {
        for (String name : PARTS) {
            part(kind, name);
        }
    }

    private void part(String kind, String name) {
        JsonNode part = usage.path(kind + "_tokens_details").path(name);
        if (part.asLong(0) > usage.path(kind + "_tokens").asLong(Long.MAX_VALUE)) {
            findings.fail(
                    FindingId.USAGE_SUM,
                    USAGE.member(kind + "_tokens_details").member(name),
                    "at most the " + kind + "_tokens, " + usage.path(kind + "_tokens"),
                    part);
        }
    }

    private void limit() {
        long choices = Math.max(1, request.field("n").asLong(1));
        JsonNode spent = usage.path("completion_tokens");
        if (limit.isNumber() && spent.asLong(0) > limit.asLong() * choices) {
            String expected = "at most " + limit.asLong() * choices + ", as " + nameOfLimit() + " requires";
            findings.fail(FindingId.LIMIT_IGNORED, USAGE.member("completion_tokens"), expected, spent);
        }
    }
}
