package dev.cannery.chat;

import org.jspecify.annotations.Nullable;

/** Says that a request's body is not one JSON object, and how the API answers that. */
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String finding, @Nullable Exception cause) {
        super("the request's body is not " + finding, cause);
    }

    /** The answer of the live API, of status 400. */
    public ApiError toApiError() {
        return ApiError.invalidRequest(null, null, "We could not parse the JSON body of your request.");
    }
}
