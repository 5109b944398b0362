package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.profile.shape.Shape;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Rules on which parameters a request may have, alone and in combination. */
final class ParameterRules {
    static final NamedRule REQUIRED_FIELDS = new NamedRule(
            "required-fields", "measured", "every required field is sent", ParameterRules::requiredFields);

    static final List<NamedRule> ALL = List.of(
            REQUIRED_FIELDS,
            new NamedRule(
                    "unknown-fields",
                    "measured",
                    "all fields are known to the provider and the model",
                    ParameterRules::unknownFields),
            new NamedRule(
                    "stream-for-options",
                    "reported",
                    "`stream_options` requires `stream: true`",
                    ParameterRules::streamForOptions),
            new NamedRule(
                    "top-logprobs",
                    "measured",
                    "`top_logprobs` requires `logprobs: true` and is within the model's limit",
                    ParameterRules::topLogprobs),
            new NamedRule(
                    "streamed-audio",
                    "reported",
                    "`audio.format` is `pcm16` if the response is streamed",
                    ParameterRules::streamedAudio),
            new NamedRule(
                    "token-numbers",
                    "reported",
                    "the keys of `logit_bias` are token ids",
                    ParameterRules::tokenNumbers),
            new NamedRule(
                    "cache-retention",
                    "measured",
                    "`prompt_cache_retention: in_memory` is not sent to models that support only `24h`",
                    ParameterRules::cacheRetention));

    /** The only format of streamed audio. */
    private static final String STREAMED = "pcm16";

    /** The maximum number of wrong letters; measured on the live API. */
    private static final int FARTHEST = 2;

    private ParameterRules() {}

    private static void requiredFields(ReviewedRequest subject, Inspection inspection) {
        KnownFields fields = subject.setting().fields();
        if (fields.instead().stream().anyMatch(other -> !subject.sent(other).isMissingNode())) {
            return;
        }
        for (String name : fields.required()) {
            if (subject.request().field(name).isMissingNode()) {
                inspection.report(Refusals.missing(name));
            }
        }
    }

    private static void unknownFields(ReviewedRequest subject, Inspection inspection) {
        Iterator<String> names = subject.request().body().fieldNames();
        while (names.hasNext() && !inspection.isOver()) {
            String name = names.next();
            if (isKnown(subject, name)) {
                continue;
            }
            String place = subject.setting().fields().moved().get(name);
            if (place != null) {
                inspection.report(moved(name, place));
                continue;
            }
            if (isChat(subject) && subject.has(Mark.OLD_WORDS)) {
                inspection.report(Refusals.plain(null, unrecognized(subject)));
                return;
            }
            List<String> candidates = known(subject)
                    .filter(field -> !subject.request().body().has(field))
                    .toList();
            inspection.report(Refusals.unknown(name, near(name, candidates)));
        }
    }

    private static void streamForOptions(ReviewedRequest subject, Inspection inspection) {
        if (!subject.sent("stream_options").isMissingNode()
                && !subject.sent("stream").asBoolean()) {
            inspection.report(onlyWhen("stream_options", "stream"));
        }
    }

    private static void topLogprobs(ReviewedRequest subject, Inspection inspection) {
        JsonNode top = subject.sent("top_logprobs");
        int most = subject.traits().sizes().topLogprobs();
        if (!top.isIntegralNumber()) {
            return;
        }
        if (Shape.Numeric.isIntegerAbove(top, most)) {
            inspection.report(Refusals.plain(
                    "top_logprobs", "Invalid value for 'top_logprobs': must be less than or equal to " + most + "."));
        } else if (!subject.sent("logprobs").asBoolean()) {
            inspection.report(onlyWhen("top_logprobs", "logprobs"));
        }
    }

    private static void streamedAudio(ReviewedRequest subject, Inspection inspection) {
        String format = subject.sent("audio").path("format").textValue();
        if (format != null && !format.equals(STREAMED) && subject.sent("stream").asBoolean()) {
            inspection.report(ApiError.invalidRequest(
                    "unsupported_value",
                    "audio.format",
                    "Unsupported value: 'audio.format' does not support '" + format
                            + "' when stream=true. Supported values are: '" + STREAMED + "'."));
        }
    }

    private static void tokenNumbers(ReviewedRequest subject, Inspection inspection) {
        Iterator<String> keys = subject.sent("logit_bias").fieldNames();
        while (keys.hasNext() && !inspection.isOver()) {
            String key = keys.next();
            if (key.isEmpty() || !key.chars().allMatch(c -> c >= '0' && c <= '9')) {
                inspection.report(Refusals.plain(
                        "logit_bias",
                        "Invalid key in 'logit_bias': " + key
                                + ". You should only be submitting non-negative integers."));
            }
        }
    }

    private static void cacheRetention(ReviewedRequest subject, Inspection inspection) {
        if ("in_memory".equals(subject.sent("prompt_cache_retention").textValue())
                && subject.has(Mark.ONLY_LONG_CACHE)) {
            inspection.report(Refusals.plain(
                    "prompt_cache_retention", "This model is compatible only with 24h extended prompt caching"));
        }
    }

    /** Returns the older sentence, which lists all unknown fields at once. */
    private static String unrecognized(ReviewedRequest subject) {
        List<String> names = subject.request().body().properties().stream()
                .map(entry -> entry.getKey())
                .filter(name -> !isKnown(subject, name))
                .sorted()
                .toList();
        return "Unrecognized request argument" + (names.size() == 1 ? "" : "s") + " supplied: "
                + String.join(", ", names);
    }

    private static boolean isChat(ReviewedRequest subject) {
        return subject.setting().endpoint() == ChatEndpoint.CHAT_COMPLETIONS;
    }

    private static ApiError moved(String name, String place) {
        return ApiError.invalidRequest(
                "unsupported_parameter",
                null,
                "Unsupported parameter: '" + name + "'. In the Responses API, this parameter has moved to '" + place
                        + "'. Try again with the new parameter. See the API documentation for more information:"
                        + " https://platform.openai.com/docs/api-reference/responses/create.");
    }

    private static boolean isKnown(ReviewedRequest subject, String name) {
        // null means "not sent", so a field that only other models know may be null
        return subject.setting().fields().names().contains(name)
                && (!isChat(subject)
                        || !subject.traits().unknownFields().contains(name)
                        || subject.sent(name).isMissingNode());
    }

    private static Stream<String> known(ReviewedRequest subject) {
        return subject.setting().fields().names().stream()
                .filter(name ->
                        !isChat(subject) || !subject.traits().unknownFields().contains(name));
    }

    private static ApiError onlyWhen(String name, String switched) {
        return Refusals.plain(name, "The '" + name + "' parameter is only allowed when '" + switched + "' is enabled.");
    }

    /** Returns the known words that differ from {@code word} by at most two letters, the nearest first. */
    static List<String> near(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= FARTHEST)
                .filter(candidate -> distance(word, candidate) <= FARTHEST)
                .sorted(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Returns the edit distance: how many letters must be inserted, removed or replaced. */
    static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j < above.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, Math.min(above[j], above[j - 1]) + 1);
            }
        }
        return above[other.length()];
    }
}
