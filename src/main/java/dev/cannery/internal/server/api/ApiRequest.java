package dev.cannery.internal.server.api;

import dev.cannery.internal.server.provider.SentHeaders;
import java.util.Map;

/**
 * A request to a path of the API beside the one that completes a chat.
 *
 * @param method its method
 * @param path its path without the query
 * @param target what is there
 * @param query the parameters of its query, decoded
 * @param headers its headers
 * @param body the text of its body, empty when it has none
 */
public record ApiRequest(
        String method, String path, ApiPath target, Map<String, String> query, SentHeaders headers, String body) {}
