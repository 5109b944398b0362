package dev.cannery.internal.contract;

import dev.cannery.internal.source.OneLine;

/**
 * A body to answer with as it is, for what no other answer can say.
 *
 * @param head the status, 200 to 599, and the headers; {@code text/plain} unless they name the content's type
 * @param text the body, sent in UTF-8
 * @param delay how long the answer is held back
 * @param pacing where the body is cut and when each piece is sent, whatever the request asks for; {@link Pacing#UNPACED} to send it
 *     whole, with its length
 */
public record CannedBody(Head head, String text, Delay delay, Pacing pacing) implements CannedResponse {
    public CannedBody {
        int status = head.status();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of a body is 200 to 599, was " + status);
        }
        if (!text.isEmpty() && (status == 204 || status == 205 || status == 304)) {
            throw new IllegalArgumentException("an answer of status " + status + " has no body");
        }
        if (isPaced(pacing)) {
            requirePieces(text, pacing);
        }
    }

    /** A body that is sent whole. */
    public CannedBody(Head head, String text, Delay delay) {
        this(head, text, delay, Pacing.UNPACED);
    }

    /** Whether the body is sent in pieces. */
    public boolean isPaced() {
        return isPaced(pacing);
    }

    private static boolean isPaced(Pacing pacing) {
        return !pacing.equals(Pacing.UNPACED);
    }

    private static void requirePieces(String text, Pacing pacing) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty body has no pieces for 'stream'");
        }
        if (!pacing.form().equals(Pacing.EventForm.USUAL)) {
            throw new IllegalArgumentException(
                    "a body is sent as it is written: its 'stream' has no line_ends, heartbeat or"
                            + " split_characters, which change events");
        }
        if (pacing.cut() instanceof Pacing.Cut.ByPieces cut && !cut.text().equals(text)) {
            throw new IllegalArgumentException(
                    "the pieces of 'stream' make up '" + OneLine.value(cut.text()) + "', which is not the body");
        }
    }
}
