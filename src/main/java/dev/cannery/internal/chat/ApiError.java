package dev.cannery.internal.chat;

import org.jspecify.annotations.Nullable;

/**
 * An error in the API's format: a status and the members of the body's {@code error} object.
 *
 * @param status the HTTP status, 400 to 599
 * @param type the error's class, such as {@code invalid_request_error}, null where the API sends null
 * @param code the error's machine-readable name, null where the API sends null
 * @param param the request field at fault, null where the API sends null
 * @param message the message for people
 */
public record ApiError(
        int status,
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        String message) {
    public ApiError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("the status of an error must be from 400 to 599, was " + status);
        }
    }

    /** Creates an error for a request that the API refuses with status 400. */
    public static ApiError invalidRequest(@Nullable String code, @Nullable String param, String message) {
        return new ApiError(400, "invalid_request_error", code, param, message);
    }

    /** Same as a record's own method, which would be linked at its first use, on the way to a server's first response. */
    @Override
    public String toString() {
        return "ApiError[status=" + status + ", type=" + type + ", code=" + code + ", param=" + param + ", message="
                + message + "]";
    }
}
