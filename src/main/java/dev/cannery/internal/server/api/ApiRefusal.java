package dev.cannery.internal.server.api;

import dev.cannery.internal.chat.ApiError;
import org.jspecify.annotations.Nullable;

/** Reports that the API refuses a request, with the error to send. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    /** Creates a refusal. */
    public ApiRefusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** Returns the error to send. */
    public ApiError error() {
        return error;
    }

    /** Returns the refusal of an unknown id. */
    public static ApiRefusal notFound(String message) {
        return new ApiRefusal(new ApiError(404, "invalid_request_error", null, null, message));
    }

    /** Returns the refusal of an invalid request. */
    public static ApiRefusal invalid(@Nullable String code, @Nullable String param, String message) {
        return new ApiRefusal(ApiError.invalidRequest(code, param, message));
    }
}
