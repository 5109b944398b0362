package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import java.time.Duration;

/**
 * An error of the server itself, which providers do not send.
 *
 * @param error the error
 * @param advice what the client should do next
 */
public record ServerError(ApiError error, Advice advice) {
    private static final String TYPE = "invalid_request_error";
    private static final String OWN_TYPE = "server_error";

    /** What a client should do after an error. */
    public enum Advice {
        /** Do not retry, because the retry would fail in the same way. */
        GIVE_UP,
        /** Do not retry, and open another connection, because the rest of the request is not read. */
        GIVE_UP_AND_RECONNECT,
        /** Retry after a second, on another connection. */
        RETRY
    }

    /** Renders the error in the form of a provider. */
    public RenderedResponse render(Provider provider) {
        RenderedResponse plain = provider.render(error);
        RenderedResponse advised = advice == Advice.RETRY
                ? plain.withHeader("retry-after", "1")
                : plain.withHeader("x-should-retry", "false");
        return advice == Advice.GIVE_UP ? advised : advised.withHeader("connection", "close");
    }

    /** Returns an error that tells clients not to retry. */
    public static ServerError of(ApiError error) {
        return new ServerError(error, Advice.GIVE_UP);
    }

    /** Returns this error, after which the connection is closed. */
    public ServerError thenReconnect() {
        return new ServerError(error, Advice.GIVE_UP_AND_RECONNECT);
    }

    /** Returns a failure of the server, or another error without a specific code. */
    public static ServerError failure(int status, String sentence) {
        return of(new ApiError(status, status < 500 ? TYPE : OWN_TYPE, null, null, sentence));
    }

    /** Returns the error for a scope that does not exist. */
    public static ServerError noScope(String id) {
        return refused(
                404, "unknown_scope", "Unknown scope '" + id + "': it was closed, has expired, or was never opened.");
    }

    /** Returns the error for a body that exceeds the configured limit. */
    public static ServerError bodyTooLarge(long limit) {
        return refused(413, "request_too_large", "The request body is larger than the limit of " + limit + " bytes.")
                .thenReconnect();
    }

    /** Returns the error for a body that is too large for the heap. */
    public static ServerError bodyTooLargeForHeap(long limit) {
        return refused(
                        413,
                        "request_too_large",
                        "The request body is larger than " + limit
                                + " bytes, the most that fits into this server's memory. Give it more memory with java -Xmx.")
                .thenReconnect();
    }

    /** Returns the error for a body that did not arrive in time. */
    public static ServerError bodyTimeout(Duration timeout) {
        return refused(408, "request_timeout", "The request body did not end within " + timeout.toMillis() + " ms.")
                .thenReconnect();
    }

    /** Returns the error for a compressed body. */
    public static ServerError bodyEncoded(String encoding) {
        return refused(
                415,
                "unsupported_encoding",
                "The request body is encoded as '" + encoding
                        + "', but this server does not decode bodies. Send it without encoding.");
    }

    /** Returns the error for a request for which there is currently no memory. */
    public static ServerError overloaded() {
        return busy(
                "The requests in progress use all the memory for bodies. Try again later, or give the server more memory with java -Xmx.");
    }

    /** Returns the error for a request for which there is currently no thread. */
    public static ServerError noThread(String reason) {
        return busy("The server cannot accept this request: " + reason + ".");
    }

    private static ServerError busy(String sentence) {
        return new ServerError(new ApiError(503, OWN_TYPE, "server_overloaded", null, sentence), Advice.RETRY);
    }

    /** Returns the error for a request to a server that is stopping. */
    public static ServerError closing() {
        return new ServerError(
                new ApiError(503, OWN_TYPE, "server_closing", null, "The server is stopping."),
                Advice.GIVE_UP_AND_RECONNECT);
    }

    /** Returns the error for a fault header that is not honoured. */
    public static ServerError wrongFault(String sentence) {
        return refused(400, "wrong_fault", sentence);
    }

    /** Returns the error for a web page of another origin. */
    public static ServerError originRefused(String sentence) {
        return refused(403, "origin_refused", sentence).thenReconnect();
    }

    /** Returns the error for a caller that may not use the admin API. */
    public static ServerError adminRefused(String sentence) {
        return refused(403, "admin_refused", sentence).thenReconnect();
    }

    /** Returns an error with a specific code. */
    public static ServerError refused(int status, String code, String sentence) {
        return of(new ApiError(status, TYPE, code, null, sentence));
    }
}
