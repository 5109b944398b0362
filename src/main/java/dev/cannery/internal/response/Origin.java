package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.response.derived.DerivedIds;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a response, with every value resolved.
 *
 * @param id the completion's id
 * @param requestId the request's id
 * @param created the time of creation, in seconds since 1970
 * @param model the model that answered
 * @param serviceTier the tier that served the request, null to leave it out
 * @param systemFingerprint the backend's fingerprint, null for models that do not report it
 * @param hasLogprobs whether every choice has {@code logprobs}, even null ones
 * @param namesCalls whether a call ends with {@code tool_calls} instead of {@code stop}
 * @param namesForcedCalls whether a call that the request forced ends with {@code tool_calls} instead of {@code stop}
 * @param echo what it repeats of the request
 */
record Origin(
        String id,
        String requestId,
        long created,
        String model,
        @Nullable String serviceTier,
        @Nullable String systemFingerprint,
        boolean hasLogprobs,
        boolean namesCalls,
        boolean namesForcedCalls,
        Echo echo) {
    /**
     * The parts of a request that some providers repeat.
     *
     * @param model the requested model
     * @param seed its {@code seed}, null if it has none
     * @param streamOptions its {@code stream_options}, null if it has none
     * @param hasTools whether it offers tools
     * @param asksForJson whether it asks for JSON, with a schema or without one
     */
    record Echo(
            String model,
            @Nullable JsonNode seed,
            @Nullable JsonNode streamOptions,
            boolean hasTools,
            boolean asksForJson) {
        static Echo of(ChatRequest request) {
            return new Echo(
                    request.model(),
                    sent(request.field(Slot.SEED.word())),
                    sent(request.field("stream_options")),
                    !request.field("tools").isEmpty(),
                    request.field("response_format").path("type").asText("").startsWith("json"));
        }

        private static @Nullable JsonNode sent(JsonNode value) {
            return value.isMissingNode() || value.isNull() ? null : value;
        }
    }

    /** 2025-01-01T00:00:00Z: fixed instead of read from a clock, so that the same request always gets the same response. */
    private static final long CREATED = 1_735_689_600;

    static Origin of(
            CannedCompletion.Identity given,
            ChatRequest request,
            DerivedIds ids,
            AnswerStyle style,
            boolean isStreamed) {
        String model = orElse(given.model(), style.snapshotOf(request.model()));
        AnswerForm form = style.forms().of(model, request.model());
        AnswerForm.Traits traits = form.traits();
        String tier = traits.tier().holds(isStreamed) ? tierFor(request.field("service_tier")) : null;
        Long written = given.created();
        long created = written == null ? CREATED : written;
        String fingerprint =
                traits.namesBackend() ? DerivedIds.of(model).id(form.ids().fingerprint(), 0, created, model) : null;
        return new Origin(
                given.id() == null || given.isOfResponse()
                        ? ids.id(form.ids().completion(request.wantsStream()), 0, created, model)
                        : given.id(),
                ids.id(form.ids().request(), 0, created, model),
                created,
                model,
                given.serviceTier() == null ? tier : given.serviceTier(),
                given.systemFingerprint() == null ? fingerprint : given.systemFingerprint(),
                request.field("logprobs").asBoolean(false) || traits.hasLogprobs(),
                traits.callReason().holds(isStreamed),
                traits.forcedCallReason().holds(isStreamed),
                Echo.of(request));
    }

    /** Returns the same origin with another id. */
    Origin withId(String other) {
        return new Origin(
                other,
                requestId,
                created,
                model,
                serviceTier,
                systemFingerprint,
                hasLogprobs,
                namesCalls,
                namesForcedCalls,
                echo);
    }

    /** Returns the values that templates can fill in. */
    Values values() {
        return new Values(null)
                .put(Slot.ID, id)
                .put(Slot.REQUEST_ID, requestId)
                .put(Slot.CREATED, created)
                .put(Slot.MODEL, model)
                .put(Slot.ROLE, "assistant")
                .put(Slot.SERVICE_TIER, serviceTier)
                .put(Slot.SYSTEM_FINGERPRINT, systemFingerprint)
                .put(Slot.REQUESTED_MODEL, echo.model())
                .put(Slot.SEED, echo.seed())
                .put(Slot.STREAM_OPTIONS, echo.streamOptions())
                .hold(Condition.TOOLS, echo.hasTools())
                .hold(Condition.TIER, serviceTier != null)
                .hold(Condition.LOGPROBS, hasLogprobs);
    }

    /** Returns when the id of an audio response expires, in seconds since 1970: as given, otherwise after an hour. */
    long expiry(CannedMessage.Audio audio) {
        Long given = audio.expiresAt();
        return given == null ? created + 3_600 : given;
    }

    private static String orElse(@Nullable String given, String derived) {
        return given == null ? derived : given;
    }

    /** Returns the tier that serves a request for this tier; {@code fast} is reported as {@code priority}. */
    private static String tierFor(JsonNode asked) {
        return switch (asked.asText("")) {
            case "flex", "scale", "priority" -> asked.asText();
            case "fast" -> "priority";
            default -> "default";
        };
    }
}
