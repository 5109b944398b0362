package dev.cannery.internal.chat;

import org.jspecify.annotations.Nullable;

/**
 * An error as the API reports it: a status and the members of the body's {@code error} object.
 *
 * @param status the HTTP status, 400 to 599
 * @param type the error's class, as {@code invalid_request_error}, null where the API sends null
 * @param code the error's machine-readable name, null where the API sends null
 * @param param the request field at fault, null where the API sends null
 * @param message the sentence for people
 */
public record ApiError(
        int status,
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        String message) {
    public ApiError {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status of an error must be 400 to 599, was " + status);
        }
    }

    /** A request that the API refuses with status 400. */
    public static ApiError invalidRequest(@Nullable String code, @Nullable String param, String message) {
        return new ApiError(400, "invalid_request_error", code, param, message);
    }

    /** As a record writes itself; that is linked at its first use, on the way to the first answer of a server. */
    @Override
    public String toString() {
        return "ApiError[status=" + status + ", type=" + type + ", code=" + code + ", param=" + param + ", message="
                + message + "]";
    }
}
