package dev.cannery.internal.server.api;

import dev.cannery.internal.chat.ApiError;

/** Reports that the API refuses a request, with the error to send. */
public final class ApiRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    ApiRefusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** Returns the error to send. */
    public ApiError error() {
        return error;
    }

    static ApiRefusal notFound(String message) {
        return new ApiRefusal(new ApiError(404, "invalid_request_error", null, null, message));
    }

    static ApiRefusal invalid(String code, String param, String message) {
        return new ApiRefusal(ApiError.invalidRequest(code, param, message));
    }
}
