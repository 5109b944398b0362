package dev.cannery.internal.contract;

/**
 * A body to answer with as it is, for what no other answer can say.
 *
 * @param head the status, 200 to 599, and the headers; {@code text/plain} unless they name the content's type
 * @param text the body, sent in UTF-8
 * @param delay how long the answer is held back
 */
public record CannedBody(Head head, String text, Delay delay) implements CannedResponse {
    public CannedBody {
        int status = head.status();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of a body is 200 to 599, was " + status);
        }
        if (!text.isEmpty() && (status == 204 || status == 205 || status == 304)) {
            throw new IllegalArgumentException("an answer of status " + status + " has no body");
        }
    }
}
