package dev.cannery.chat;

import java.util.List;
import java.util.Optional;

/**
 * The errors that a contract can name: those of the live API with their statuses, types and codes as recorded or published,
 * and those that gateways in front of it send, in its shape.
 */
public final class ErrorCatalogue {
    private static final List<Named> ERRORS = List.of(
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
                    "content_filter",
                    ApiError.invalidRequest(
                            "content_filter",
                            "prompt",
                            "The response was filtered due to the prompt triggering the content management policy. Please modify"
                                    + " your prompt and retry.")),
            new Named(
                    "invalid_image_url",
                    ApiError.invalidRequest(
                            "invalid_image_url", "messages", "Failed to download image from the given URL.")),
            new Named(
                    "invalid_prompt",
                    ApiError.invalidRequest(
                            "invalid_prompt",
                            "messages",
                            "Invalid prompt: your prompt was flagged as potentially violating the usage policy.")),
            new Named(
                    "unsupported_parameter",
                    ApiError.invalidRequest(
                            "unsupported_parameter",
                            "max_tokens",
                            "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                                    + " 'max_completion_tokens' instead.")),
            new Named(
                    "unsupported_value",
                    ApiError.invalidRequest(
                            "unsupported_value",
                            "temperature",
                            "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is"
                                    + " supported.")),
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
                    "missing_api_key",
                    new ApiError(
                            401,
                            "invalid_request_error",
                            null,
                            null,
                            "You didn't provide an API key. You need to provide your API key in an Authorization header using"
                                    + " Bearer auth (i.e. Authorization: Bearer YOUR_KEY).")),
            new Named(
                    "ip_not_authorized",
                    refusal(
                            401,
                            "ip_not_authorized",
                            "Your request was made from an IP address that is not authorized for this project.")),
            new Named(
                    "invalid_organization", refusal(401, "invalid_organization", "No such organization: org-canned.")),
            new Named(
                    "unsupported_country_region_territory",
                    new ApiError(
                            403,
                            "request_forbidden",
                            "unsupported_country_region_territory",
                            null,
                            "Country, region, or territory not supported")),
            new Named(
                    "insufficient_permissions",
                    refusal(403, "insufficient_permissions", "You have insufficient permissions for this operation.")),
            new Named(
                    "model_not_found",
                    new ApiError(
                            404,
                            "invalid_request_error",
                            "model_not_found",
                            null,
                            "The model `canned` does not exist or you do not have access to it.")),
            new Named("request_timeout", refusal(408, "request_timeout", "The request took too long to be received.")),
            new Named(
                    "conflict",
                    refusal(409, "conflict", "The resource was changed by another request. Please try again.")),
            new Named("request_too_large", refusal(413, "request_too_large", "The request's body is too large.")),
            new Named(
                    "unprocessable_entity",
                    refusal(422, "unprocessable_entity", "The request was well-formed but could not be processed.")),
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
                    "token_rate_limit_exceeded",
                    new ApiError(
                            429,
                            "tokens",
                            "rate_limit_exceeded",
                            null,
                            "Rate limit reached for tokens per min (TPM): Limit 40000, Used 39500, Requested 1000. Please try again"
                                    + " in 750ms.")),
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
                    "billing_hard_limit_reached",
                    refusal(429, "billing_hard_limit_reached", "Billing hard limit has been reached.")),
            new Named(
                    "server_error",
                    new ApiError(
                            500,
                            "server_error",
                            null,
                            null,
                            "The server had an error while processing your request. Sorry about that!")),
            new Named("bad_gateway", failure(502, "bad_gateway", "Bad gateway.")),
            new Named(
                    "server_overloaded",
                    new ApiError(
                            503,
                            "server_error",
                            "server_overloaded",
                            null,
                            "The engine is currently overloaded, please try again later")),
            new Named(
                    "slow_down",
                    failure(
                            503,
                            "slow_down",
                            "The rate of your requests rose too fast. Please reduce it and raise it slowly.")),
            new Named(
                    "gateway_timeout", failure(504, "gateway_timeout", "The upstream server did not answer in time.")));

    private ErrorCatalogue() {}

    private static ApiError refusal(int status, String code, String message) {
        return new ApiError(status, "invalid_request_error", code, null, message);
    }

    private static ApiError failure(int status, String code, String message) {
        return new ApiError(status, "server_error", code, null, message);
    }

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
