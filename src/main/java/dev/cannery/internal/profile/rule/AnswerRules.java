package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Rules on the requested format and length of the response. */
final class AnswerRules {
    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "answer-schema",
                    "reported",
                    "the schema of `response_format` describes an object, and is in the strict subset if `strict`",
                    AnswerRules::answerSchema),
            new NamedRule(
                    "answer-format",
                    "reported",
                    "the model supports the requested `response_format`",
                    AnswerRules::answerFormat),
            new NamedRule(
                    "json-word",
                    "reported",
                    "the messages contain the word \"json\" when `response_format` is `json_object`",
                    AnswerRules::jsonWord),
            new NamedRule(
                    "context-length",
                    "measured",
                    "the messages fit the model's context; only with a token counter",
                    AnswerRules::contextLength));

    /** The maximum number of bytes, and so of tokens, of one character. */
    private static final int BYTES_PER_CHARACTER = 3;

    /** A generous number of tokens for a message without its text. */
    private static final int TOKENS_PER_MESSAGE = 16;

    private AnswerRules() {}

    private static void answerSchema(ReviewedRequest subject, Inspection inspection) {
        RequestPaths form = subject.form();
        JsonNode wanted =
                form.schema().isEmpty() ? subject.format() : subject.format().path(form.schema());
        JsonNode schema = wanted.path("schema");
        if (!schema.isObject()) {
            return;
        }
        boolean strict = wanted.path("strict").asBoolean();
        String fault = SchemaCheck.fault(schema, strict, subject.setting().strict());
        if (fault != null) {
            inspection.report(Refusals.plain(
                    form.formatPlace(),
                    "Invalid schema for response_format '" + wanted.path("name").asText() + "': " + fault));
        }
    }

    private static void answerFormat(ReviewedRequest subject, Inspection inspection) {
        String type = subject.format().path("type").asText();
        String place = subject.form().formatPlace();
        if (type.equals("json_schema") && subject.has(Mark.NO_JSON_SCHEMA)) {
            inspection.report(Refusals.plain(
                    null,
                    unsupported(place, type) + " Learn more about supported models at the Structured Outputs guide:"
                            + " https://platform.openai.com/docs/guides/structured-outputs"));
        } else if (type.equals("json_object") && subject.has(Mark.NO_JSON_OBJECT)) {
            inspection.report(Refusals.plain(place, unsupported(place, type)));
        }
    }

    private static void jsonWord(ReviewedRequest subject, Inspection inspection) {
        if (subject.format().path("type").asText().equals("json_object") && !saysJson(subject.conversation())) {
            inspection.report(Refusals.plain(
                    "messages",
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'."));
        }
    }

    private static void contextLength(ReviewedRequest subject, Inspection inspection) {
        ToIntFunction<ChatRequest> counter = subject.setting().tokens();
        int most = subject.traits().sizes().context();
        if (counter == null || most == Integer.MAX_VALUE) {
            return;
        }
        BigInteger answer = subject.has(Mark.ANSWER_IN_CONTEXT) ? wantedAnswer(subject) : BigInteger.ZERO;
        BigInteger room = BigInteger.valueOf(most).subtract(answer);
        // what the request means includes what it refers to by an id
        if (room.signum() >= 0 && surelyFits(subject.meaning().body(), room.intValue())) {
            return;
        }
        int tokens = counter.applyAsInt(subject.meaning());
        if (room.compareTo(BigInteger.valueOf(tokens)) < 0) {
            inspection.report(
                    ApiError.invalidRequest("context_length_exceeded", "messages", tooLong(most, tokens, answer)));
        }
    }

    private static String unsupported(String place, String type) {
        return "Invalid parameter: '" + place + "' of type '" + type + "' is not supported with this model.";
    }

    private static boolean saysJson(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            for (int i = 0; i + 4 <= text.length(); i++) {
                // compares the first letter by hand, because a history may be a megabyte long
                if ((text.charAt(i) | 0x20) == 'j' && text.regionMatches(true, i, "json", 0, 4)) {
                    return true;
                }
            }
            return false;
        }
        for (JsonNode element : value) {
            if (saysJson(element)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the length reserved for the response. It is a BigInteger because a client may send any integer. */
    private static BigInteger wantedAnswer(ReviewedRequest subject) {
        JsonNode wanted = subject.form().limits().stream()
                .map(subject::sent)
                .filter(limit -> !limit.isMissingNode())
                .findFirst()
                .orElseGet(MissingNode::getInstance);
        return wanted.isIntegralNumber() ? wanted.bigIntegerValue().max(BigInteger.ZERO) : BigInteger.ZERO;
    }

    private static String tooLong(int most, int tokens, BigInteger answer) {
        String start = "This model's maximum context length is " + most + " tokens. However, ";
        if (answer.signum() == 0) {
            return start + "your messages resulted in " + tokens + " tokens. Please reduce the length of the messages.";
        }
        return start + "you requested " + answer.add(BigInteger.valueOf(tokens)) + " tokens (" + tokens
                + " in the messages, " + answer
                + " in the completion). Please reduce the length of the messages or completion.";
    }

    /** Whether a body certainly has fewer tokens than this, determined without counting tokens. Cheap bounds are tried first. */
    private static boolean surelyFits(JsonNode body, int room) {
        return atMost(body, text -> (long) text.length() * BYTES_PER_CHARACTER) <= room
                || atMost(body, text -> text.getBytes(StandardCharsets.UTF_8).length) <= room;
    }

    /** Returns an upper bound of the tokens of a value: each token has at least one byte. */
    private static long atMost(JsonNode value, ToLongFunction<String> bytes) {
        if (value.isTextual()) {
            return bytes.applyAsLong(value.textValue()) + 1;
        }
        long sum = TOKENS_PER_MESSAGE;
        for (JsonNode element : value) {
            sum += atMost(element, bytes);
        }
        return sum;
    }
}
