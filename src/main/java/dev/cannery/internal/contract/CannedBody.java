package dev.cannery.internal.contract;

import dev.cannery.internal.source.OneLine;

/**
 * A literal response body, for responses that the other kinds cannot express.
 *
 * @param head the status, 200 to 599, and the headers; the content type is {@code text/plain} unless they set another
 * @param text the body, sent in UTF-8
 * @param delay how long the response is delayed
 * @param pacing how the body is split and when each fragment is sent, whether or not the request streams;
 *     {@link Pacing#UNPACED} to send it whole, with its length
 */
public record CannedBody(Head head, String text, Delay delay, Pacing pacing) implements CannedResponse {
    public CannedBody {
        int status = head.status();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of a body must be from 200 to 599, was " + status);
        }
        if (!text.isEmpty() && (status == 204 || status == 205 || status == 304)) {
            throw new IllegalArgumentException("a response with status " + status + " has no body");
        }
        if (isPaced(pacing)) {
            requirePieces(text, pacing);
        }
    }

    /** Creates a body that is sent whole. */
    public CannedBody(Head head, String text, Delay delay) {
        this(head, text, delay, Pacing.UNPACED);
    }

    /** Whether the body is sent in fragments. */
    public boolean isPaced() {
        return isPaced(pacing);
    }

    private static boolean isPaced(Pacing pacing) {
        return !pacing.equals(Pacing.UNPACED);
    }

    private static void requirePieces(String text, Pacing pacing) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'stream' does not apply to an empty body");
        }
        if (!pacing.form().equals(Pacing.EventForm.USUAL)) {
            throw new IllegalArgumentException(
                    "a body is sent as it is: its 'stream' cannot have line_ends, heartbeat or"
                            + " split_characters, which apply to events");
        }
        if (pacing.cut() instanceof Pacing.Cut.ByFragments cut && !cut.text().equals(text)) {
            throw new IllegalArgumentException(
                    "the fragments of 'stream' make up '" + OneLine.value(cut.text()) + "', which is not the body");
        }
    }
}
