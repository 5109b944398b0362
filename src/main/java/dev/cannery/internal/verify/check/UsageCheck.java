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

    private UsageCheck() {}

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        JsonNode usage = completion.path("usage");
        words(request, completion, findings);
        if (!usage.isObject()) {
            return;
        }
        counts(usage, findings);
        long sum = usage.path("prompt_tokens").asLong()
                + usage.path("completion_tokens").asLong();
        if (countsReasoningApart(usage, sum)) {
            findings.warn(
                    FindingId.USAGE_SUM,
                    USAGE.member("completion_tokens"),
                    "reasoning_tokens counted among the completion_tokens",
                    usage.path("completion_tokens"));
            parts(usage, "prompt", findings);
            return;
        }
        if (usage.path("total_tokens").isNumber() && usage.path("total_tokens").asLong() != sum) {
            findings.fail(
                    FindingId.USAGE_SUM,
                    USAGE.member("total_tokens"),
                    sum + ", the sum of prompt_tokens and completion_tokens",
                    usage.path("total_tokens"));
        }
        parts(usage, "completion", findings);
        parts(usage, "prompt", findings);
        limit(request, usage, findings);
    }

    /** Compares token counts with the number of words. Hardly any token covers more than two words. */
    private static void words(ChatRequest request, JsonNode completion, FindingList findings) {
        JsonNode limit = limitOf(request);
        long all = 0;
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            long words = WORD.matcher(choice.text()).results().count();
            all += words;
            if (limit.isNumber() && words > limit.asLong() * MOST_WORDS) {
                String expected =
                        "a text of at most " + limit.asLong() + " tokens, as " + nameOfLimit(request) + " requires";
                TextNode actual = TextNode.valueOf(words + " words");
                findings.fail(FindingId.LIMIT_IGNORED, choice.messageAt().member("content"), expected, actual);
            }
        }
        JsonNode told = completion.path("usage").path("completion_tokens");
        if (told.isNumber() && told.asLong() >= 0 && all > told.asLong() * MOST_WORDS) {
            String expected = "a count that fits " + all + (all == 1 ? " word" : " words");
            findings.fail(FindingId.USAGE_SUM, USAGE.member("completion_tokens"), expected, told);
        }
    }

    private static String nameOfLimit(ChatRequest request) {
        return request.field("max_completion_tokens").isNumber() ? "max_completion_tokens" : "max_tokens";
    }

    private static JsonNode limitOf(ChatRequest request) {
        return request.field(nameOfLimit(request));
    }

    private static void counts(JsonNode usage, FindingList findings) {
        for (String name : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            if (usage.path(name).asLong(0) < 0) {
                findings.fail(FindingId.ANSWER_RANGE, USAGE.member(name), "0 or more", usage.path(name));
            }
        }
    }

    /** Whether reasoning tokens are counted only in the total, as some providers do. */
    private static boolean countsReasoningApart(JsonNode usage, long sum) {
        long reasoning =
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
        return reasoning > 0 && usage.path("total_tokens").asLong() == sum + reasoning;
    }

    private static void parts(JsonNode usage, String kind, FindingList findings) {
        for (String name : PARTS) {
            part(usage, kind, name, findings);
        }
    }

    private static void part(JsonNode usage, String kind, String name, FindingList findings) {
        JsonNode part = usage.path(kind + "_tokens_details").path(name);
        if (part.asLong(0) > usage.path(kind + "_tokens").asLong(Long.MAX_VALUE)) {
            findings.fail(
                    FindingId.USAGE_SUM,
                    USAGE.member(kind + "_tokens_details").member(name),
                    "at most the " + kind + "_tokens, " + usage.path(kind + "_tokens"),
                    part);
        }
    }

    private static void limit(ChatRequest request, JsonNode usage, FindingList findings) {
        JsonNode limit = limitOf(request);
        long choices = Math.max(1, request.field("n").asLong(1));
        JsonNode spent = usage.path("completion_tokens");
        if (limit.isNumber() && spent.asLong(0) > limit.asLong() * choices) {
            String expected = "at most " + limit.asLong() * choices + ", as " + nameOfLimit(request) + " requires";
            findings.fail(FindingId.LIMIT_IGNORED, USAGE.member("completion_tokens"), expected, spent);
        }
    }
}
