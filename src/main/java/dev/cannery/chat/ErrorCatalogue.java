package dev.cannery.chat;

import java.util.List;
import java.util.Optional;

/** The errors of the live API that a contract can name (statuses, types and codes as recorded or published). */
public final class ErrorCatalogue {
    private static final List<Named> ERRORS = List.of(
            new Named(
                    "invalid_api_key",
                    new ApiError(
                            401,
                            "invalid_request_error",
                            "invalid_api_key",
                            null,
                            "Incorrect API key provided: sk-canned. You can find your API key at"
                                    + " https://platform.openai.com/account/api-keys.")),
            new Named(
                    "unsupported_country_region_territory",
                    new ApiError(
                            403,
                            "request_forbidden",
                            "unsupported_country_region_territory",
                            null,
                            "Country, region, or territory not supported")),
            new Named(
                    "model_not_found",
                    new ApiError(
                            404,
                            "invalid_request_error",
                            "model_not_found",
                            null,
                            "The model `canned` does not exist or you do not have access to it.")),
            new Named(
                    "context_length_exceeded",
                    ApiError.invalidRequest(
                            "context_length_exceeded",
                            "messages",
                            "This model's maximum context length is 128000 tokens. However, your messages resulted in 160008"
                                    + " tokens. Please reduce the length of the messages.")),
            new Named(
                    "content_policy_violation",
                    ApiError.invalidRequest(
                            "content_policy_violation",
                            null,
                            "Your request was rejected as a result of our safety system.")),
            new Named(
                    "rate_limit_exceeded",
                    new ApiError(
                            429,
                            "requests",
                            "rate_limit_exceeded",
                            null,
                            "Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in"
                                    + " 1s.")),
            new Named(
                    "insufficient_quota",
                    new ApiError(
                            429,
                            "insufficient_quota",
                            "insufficient_quota",
                            null,
                            "You exceeded your current quota, please check your plan and billing details. For more information"
                                    + " on this error, read the docs:"
                                    + " https://platform.openai.com/docs/guides/error-codes/api-errors.")),
            new Named(
                    "server_error",
                    new ApiError(
                            500,
                            "server_error",
                            null,
                            null,
                            "The server had an error while processing your request. Sorry about that!")),
            new Named(
                    "server_overloaded",
                    new ApiError(
                            503,
                            "server_error",
                            "server_overloaded",
                            null,
                            "The engine is currently overloaded, please try again later")));

    private ErrorCatalogue() {}

    private record Named(String name, ApiError error) {}

    /** The error of this name, or empty when there is none. */
    public static Optional<ApiError> named(String name) {
        return ERRORS.stream()
                .filter(named -> named.name.equals(name))
                .map(Named::error)
                .findFirst();
    }

    /** The names, by status. */
    public static List<String> names() {
        return ERRORS.stream().map(Named::name).toList();
    }
}
