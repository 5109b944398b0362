package dev.cannery.internal.chat;

import org.jspecify.annotations.Nullable;

/** Thrown when a request's body is not one JSON object; carries the API's error response. */
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ApiError answer;

    MalformedRequestException(String finding, @Nullable Exception cause) {
        this(
                "the request's body is not " + finding,
                ApiError.invalidRequest(null, null, "We could not parse the JSON body of your request."),
                cause);
    }

    private MalformedRequestException(String sentence, ApiError answer, @Nullable Exception cause) {
        super(sentence, cause);
        this.answer = answer;
    }

    /** Creates the exception for a body that exceeds the server's limits. */
    static MalformedRequestException tooLarge(String finding) {
        String sentence = "the request's body " + finding;
        return new MalformedRequestException(
                sentence,
                new ApiError(
                        413, "invalid_request_error", "request_too_large", null, "T" + sentence.substring(1) + "."),
                null);
    }

    /** Returns the error response of the live API, with status 400, or 413 when the body is too large. */
    public ApiError toApiError() {
        return answer;
    }
}
