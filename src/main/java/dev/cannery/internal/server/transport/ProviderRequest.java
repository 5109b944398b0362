package dev.cannery.internal.server.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request to a provider.
 *
 * @param method the HTTP method
 * @param address the URL
 * @param headers all headers
 * @param body the body, not to be modified; empty for none
 * @param connect the time limit of the connection
 * @param firstByte the time limit of the answer's headers
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
public record ProviderRequest(
        String method, URI address, Map<String, String> headers, byte[] body, Duration connect, Duration firstByte) {}
