package dev.cannery.server.api;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to a path of the API beside the one that completes a chat.
 *
 * @param method its method
 * @param path its path without the query
 * @param target what is there
 * @param query the parameters of its query, decoded
 * @param header finds a header by its name, null when it was not sent
 * @param body the text of its body, empty when it has none
 */
public record ApiRequest(
        String method,
        String path,
        ApiPath target,
        Map<String, String> query,
        Function<String, @Nullable String> header,
        String body) {}
