package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.response.derived.DerivedIds;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its origin, with nothing left open.
 *
 * @param id the completion's id
 * @param created the time of creation, in seconds since 1970
 * @param model the model that answered
 * @param serviceTier the tier that served the request, null to leave it out
 * @param systemFingerprint the backend's fingerprint, null where the model does not name it
 * @param hasLogprobs whether every choice has {@code logprobs}, be they null
 * @param namesForcedCalls whether a call that the request forced ends with {@code tool_calls} instead of {@code stop}
 */
record Origin(
        String id,
        long created,
        String model,
        @Nullable String serviceTier,
        @Nullable String systemFingerprint,
        boolean hasLogprobs,
        boolean namesForcedCalls) {
    /** 2025-01-01T00:00:00Z: no clock is asked, so that the same request gets the same answer tomorrow. */
    private static final long CREATED = 1_735_689_600;

    static Origin of(
            CannedCompletion.Identity given,
            ChatRequest request,
            DerivedIds ids,
            AnswerStyle style,
            boolean isStreamed) {
        String model = orElse(given.model(), style.snapshotOf(request.model()));
        AnswerForm form = style.extras().formOf(model);
        String tier = form.tier().holds(isStreamed) ? tierFor(request.field("service_tier")) : null;
        String fingerprint = form.namesBackend() ? DerivedIds.of(model).systemFingerprint() : null;
        Long created = given.created();
        return new Origin(
                given.id() == null ? ids.completionId() : given.id(),
                created == null ? CREATED : created,
                model,
                given.serviceTier() == null ? tier : given.serviceTier(),
                given.systemFingerprint() == null ? fingerprint : given.systemFingerprint(),
                request.field("logprobs").asBoolean(false) || form.hasLogprobs(),
                form.forcedCallReason().holds(isStreamed));
    }

    /** The same with another id. */
    Origin withId(String other) {
        return new Origin(other, created, model, serviceTier, systemFingerprint, hasLogprobs, namesForcedCalls);
    }

    /** Until when a spoken answer's id may be used: as given, else for an hour. */
    long expiry(CannedMessage.Audio audio) {
        Long given = audio.expiresAt();
        return given == null ? created + 3_600 : given;
    }

    private static String orElse(@Nullable String given, String derived) {
        return given == null ? derived : given;
    }

    /** The tier that serves a request for this one; {@code fast} is reported by its other name. */
    private static String tierFor(JsonNode asked) {
        return switch (asked.asText("")) {
            case "flex", "scale", "priority" -> asked.asText();
            case "fast" -> "priority";
            default -> "default";
        };
    }
}
