package dev.cannery.response;

import java.time.Duration;
import java.util.Map;

/**
 * An answer ready to be sent.
 *
 * @param status the HTTP status
 * @param headers the headers in the order in which they are sent, names in lower case, {@code content-type} included
 * @param body what follows
 * @param delay how long the headers are held back; frames count from the request all the same
 */
public record RenderedResponse(int status, Map<String, String> headers, Body body, Duration delay) {}
