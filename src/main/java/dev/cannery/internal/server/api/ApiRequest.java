package dev.cannery.internal.server.api;

import dev.cannery.internal.server.provider.SentHeaders;
import java.util.Map;

/**
 * A request to a path of the API other than chat completions.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param target what the path refers to
 * @param query the decoded query parameters
 * @param headers the headers
 * @param body the body as text; empty if there is none
 */
public record ApiRequest(
        String method, String path, ApiPath target, Map<String, String> query, SentHeaders headers, String body) {}
