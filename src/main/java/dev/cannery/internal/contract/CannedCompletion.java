package dev.cannery.internal.contract;

import dev.cannery.Misbehaviour;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canned completion.
 *
 * @param choices the choices in the order of their index; a single one is repeated for any {@code n}
 * @param usage the token counts to report, null to count them
 * @param identity the id, model and so on
 * @param delay how long the first byte is delayed
 * @param pacing how the response is split and timed when it is streamed
 * @param head a success status, and additional headers
 * @param fault the fault to inject, null for none
 * @param misbehaviours what the model does wrong in the response, applied in order; none if it behaves
 * @param recorded the response as a provider sent it, which is served unchanged; null for a completion that is rendered
 */
public record CannedCompletion(
        List<CannedChoice> choices,
        @Nullable CannedUsage usage,
        Identity identity,
        Delay delay,
        Pacing pacing,
        Head head,
        CannedFault.@Nullable Break fault,
        List<Misbehaviour> misbehaviours,
        @Nullable RecordedAnswer recorded)
        implements CannedResponse {
    public CannedCompletion {
        choices = List.copyOf(choices);
        misbehaviours = List.copyOf(misbehaviours);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a completion needs at least one choice");
        }
        if (fault != null) {
            fault.requireEffectOn(choices);
        }
        int status = head.status();
        if (status < 200 || status > 299 || status == 204 || status == 205) {
            throw new IllegalArgumentException("the status of a completion must be from 200 to 299, was " + status
                    + (status >= 400 ? ". For an error write 'error: server_error', or another name or a map" : ""));
        }
    }

    /** Creates a completion that is rendered. */
    public CannedCompletion(
            List<CannedChoice> choices,
            @Nullable CannedUsage usage,
            Identity identity,
            Delay delay,
            Pacing pacing,
            Head head,
            CannedFault.@Nullable Break fault) {
        this(choices, usage, identity, delay, pacing, head, fault, List.of(), null);
    }

    /** Creates a completion with the usual status and headers. */
    public CannedCompletion(
            List<CannedChoice> choices, @Nullable CannedUsage usage, Identity identity, Duration delay, Pacing pacing) {
        this(choices, usage, identity, Delay.of(delay), pacing, Head.OK, null);
    }

    /** Returns the same completion with other choices. */
    public CannedCompletion withChoices(List<CannedChoice> others) {
        return new CannedCompletion(others, usage, identity, delay, pacing, head, fault, misbehaviours, recorded);
    }

    /** Returns the same completion with another recorded answer, or without one. */
    public CannedCompletion withRecorded(@Nullable RecordedAnswer other) {
        return new CannedCompletion(choices, usage, identity, delay, pacing, head, fault, misbehaviours, other);
    }

    /** Returns the same completion with these misbehaviours instead of its own. */
    public CannedCompletion misbehaving(List<Misbehaviour> others) {
        return new CannedCompletion(choices, usage, identity, delay, pacing, head, fault, others, recorded);
    }

    /** Whether the answer is given as it is written: nothing is wrong with it on purpose. */
    public boolean isValid() {
        return fault == null && misbehaviours.isEmpty();
    }

    /** Creates a text without delay. */
    public static CannedCompletion ofText(String content) {
        return ofChoice(new CannedChoice(content, List.of(), null, null));
    }

    /** Creates a completion with one choice, without delay. */
    public static CannedCompletion ofChoice(CannedChoice choice) {
        return new CannedCompletion(List.of(choice), null, Identity.DERIVED, Duration.ZERO, Pacing.UNPACED);
    }

    /**
     * The identity of a response; null values are echoed or derived from the request.
     *
     * @param id the completion's id
     * @param created the time of creation, in seconds since 1970
     * @param model the model that answered
     * @param systemFingerprint the backend's fingerprint
     * @param serviceTier the tier that served the request
     */
    public record Identity(
            @Nullable String id,
            @Nullable Long created,
            @Nullable String model,
            @Nullable String systemFingerprint,
            @Nullable String serviceTier) {
        /** The identity with all values echoed or derived. */
        public static final Identity DERIVED = new Identity(null, null, null, null, null);

        /** The beginning of ids of Responses, which no chat completion has. */
        private static final String RESPONSE_ID = "resp_";

        /** Whether the id is that of a Response. */
        public boolean isOfResponse() {
            return id != null && id.startsWith(RESPONSE_ID);
        }
    }
}
