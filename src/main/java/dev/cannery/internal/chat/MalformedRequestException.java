package dev.cannery.internal.chat;

import org.jspecify.annotations.Nullable;

/** Says that a request's body is not one JSON object, and how the API answers that. */
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

    /** The exception for a body that this server has no room for. */
    static MalformedRequestException tooLarge(String finding) {
        String sentence = "the request's body " + finding;
        return new MalformedRequestException(
                sentence,
                new ApiError(
                        413, "invalid_request_error", "request_too_large", null, "T" + sentence.substring(1) + "."),
                null);
    }

    /** The answer of the live API, of status 400; of status 413 when the body is too large. */
    public ApiError toApiError() {
        return answer;
    }
}
