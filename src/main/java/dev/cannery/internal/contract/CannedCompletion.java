package dev.cannery.internal.contract;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A completion to answer with.
 *
 * @param choices the answers in the order of their index; one answer serves every {@code n}
 * @param usage the token counts to report, null to count them
 * @param identity what the answer says of its origin
 * @param delay how long the first byte is held back
 * @param pacing how the answer is cut and timed when it is streamed
 * @param head the status, one of success, and headers beside the usual ones
 * @param fault what is wrong with the answer, null when it is sound
 * @param recorded the answer as a provider sent it, which is served as it is; null when it is to be written
 */
public record CannedCompletion(
        List<CannedChoice> choices,
        @Nullable CannedUsage usage,
        Identity identity,
        Delay delay,
        Pacing pacing,
        Head head,
        CannedFault.@Nullable Break fault,
        @Nullable RecordedAnswer recorded)
        implements CannedResponse {
    public CannedCompletion {
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a completion needs at least one choice");
        }
        if (fault != null) {
            fault.requireEffectOn(choices);
        }
        int status = head.status();
        if (status < 200 || status > 299 || status == 204 || status == 205) {
            throw new IllegalArgumentException("the status of a success with a body is 200 to 299, was " + status
                    + (status >= 400 ? ". For an error write 'error: server_error', or another name or a map" : ""));
        }
    }

    /** A completion that is to be written. */
    public CannedCompletion(
            List<CannedChoice> choices,
            @Nullable CannedUsage usage,
            Identity identity,
            Delay delay,
            Pacing pacing,
            Head head,
            CannedFault.@Nullable Break fault) {
        this(choices, usage, identity, delay, pacing, head, fault, null);
    }

    /** A completion with the usual status and headers. */
    public CannedCompletion(
            List<CannedChoice> choices, @Nullable CannedUsage usage, Identity identity, Duration delay, Pacing pacing) {
        this(choices, usage, identity, Delay.of(delay), pacing, Head.OK, null);
    }

    /** A plain text, at once. */
    public static CannedCompletion ofText(String content) {
        return ofChoice(new CannedChoice(content, List.of(), null, null));
    }

    /** One choice, at once. */
    public static CannedCompletion ofChoice(CannedChoice choice) {
        return new CannedCompletion(List.of(choice), null, Identity.DERIVED, Duration.ZERO, Pacing.UNPACED);
    }

    /**
     * What an answer says of its origin; each is null to be echoed or derived from the request.
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
        /** Everything echoed or derived. */
        public static final Identity DERIVED = new Identity(null, null, null, null, null);
    }
}
