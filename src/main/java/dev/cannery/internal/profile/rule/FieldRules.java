package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.NumberShape;
import dev.cannery.internal.profile.shape.Refusals;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Rules about which fields are there, alone and together. */
final class FieldRules {
    /** The one form in which audio is streamed. */
    private static final String STREAMED = "pcm16";

    private FieldRules() {}

    static void required(Subject subject, Inspection inspection) {
        for (String name : subject.setting().required()) {
            if (subject.request().field(name).isMissingNode()) {
                inspection.report(Refusals.missing(name));
            }
        }
    }

    static void unknown(Subject subject, Inspection inspection) {
        Iterator<String> names = subject.request().body().fieldNames();
        while (names.hasNext() && !inspection.isOver()) {
            String name = names.next();
            if (isKnown(subject, name)) {
                continue;
            }
            if (subject.has(Mark.OLD_WORDS)) {
                inspection.report(Refusals.plain(null, unrecognized(subject)));
                return;
            }
            List<String> candidates = known(subject)
                    .filter(field -> !subject.request().body().has(field))
                    .toList();
            inspection.report(Refusals.unknown(name, Spelling.near(name, candidates)));
        }
    }

    /** The older sentence, which names every unknown field at once. */
    private static String unrecognized(Subject subject) {
        List<String> names = subject.request().body().properties().stream()
                .map(entry -> entry.getKey())
                .filter(name -> !isKnown(subject, name))
                .sorted()
                .toList();
        return "Unrecognized request argument" + (names.size() == 1 ? "" : "s") + " supplied: "
                + String.join(", ", names);
    }

    private static boolean isKnown(Subject subject, String name) {
        // null stands for "not sent", so a field that only other models know may be null
        return subject.setting().fields().contains(name)
                && (!subject.traits().unknownFields().contains(name)
                        || subject.sent(name).isMissingNode());
    }

    private static Stream<String> known(Subject subject) {
        return subject.setting().fields().stream()
                .filter(name -> !subject.traits().unknownFields().contains(name));
    }

    static void streamForOptions(Subject subject, Inspection inspection) {
        if (!subject.sent("stream_options").isMissingNode()
                && !subject.sent("stream").asBoolean()) {
            inspection.report(onlyWhen("stream_options", "stream"));
        }
    }

    static void topLogprobs(Subject subject, Inspection inspection) {
        JsonNode top = subject.sent("top_logprobs");
        int most = subject.traits().sizes().topLogprobs();
        if (!top.isIntegralNumber()) {
            return;
        }
        if (NumberShape.isIntegerAbove(top, most)) {
            inspection.report(Refusals.plain(
                    "top_logprobs", "Invalid value for 'top_logprobs': must be less than or equal to " + most + "."));
        } else if (!subject.sent("logprobs").asBoolean()) {
            inspection.report(onlyWhen("top_logprobs", "logprobs"));
        }
    }

    private static ApiError onlyWhen(String name, String switched) {
        return Refusals.plain(name, "The '" + name + "' parameter is only allowed when '" + switched + "' is enabled.");
    }

    static void streamedAudio(Subject subject, Inspection inspection) {
        String format = subject.sent("audio").path("format").textValue();
        if (format != null && !format.equals(STREAMED) && subject.sent("stream").asBoolean()) {
            inspection.report(ApiError.invalidRequest(
                    "unsupported_value",
                    "audio.format",
                    "Unsupported value: 'audio.format' does not support '" + format
                            + "' when stream=true. Supported values are: '" + STREAMED + "'."));
        }
    }

    static void tokenNumbers(Subject subject, Inspection inspection) {
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

    static void cacheRetention(Subject subject, Inspection inspection) {
        if ("in_memory".equals(subject.sent("prompt_cache_retention").textValue())
                && subject.has(Mark.ONLY_LONG_CACHE)) {
            inspection.report(Refusals.plain(
                    "prompt_cache_retention", "This model is compatible only with 24h extended prompt caching"));
        }
    }
}
