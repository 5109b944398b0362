package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import java.time.Duration;

/**
 * An error of the server itself, which no provider would send.
 *
 * @param error the error
 * @param advice what the client should do next
 */
public record ServerError(ApiError error, Advice advice) {
    private static final String TYPE = "invalid_request_error";
    private static final String OWN_TYPE = "server_error";

    /** What a client should do after an error. */
    public enum Advice {
        /** Not to try again: the next try would end in the same way. */
        GIVE_UP,
        /** Not to try again, and to open another connection, because the rest of the request is not read. */
        GIVE_UP_AND_RECONNECT,
        /** To try again a second later, on another connection. */
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

    /** Returns an error that no client should try again. */
    public static ServerError of(ApiError error) {
        return new ServerError(error, Advice.GIVE_UP);
    }

    /** Returns the same error, after which the connection is closed. */
    public ServerError thenReconnect() {
        return new ServerError(error, Advice.GIVE_UP_AND_RECONNECT);
    }

    /** Returns a failure of the server, or another error without a code of its own. */
    public static ServerError failure(int status, String sentence) {
        return of(new ApiError(status, status < 500 ? TYPE : OWN_TYPE, null, null, sentence));
    }

    /** Returns the error for a scope that does not exist. */
    public static ServerError noScope(String id) {
        return refused(
                404, "unknown_scope", "Unknown scope '" + id + "': it was closed, has expired, or was never opened.");
    }

    /** Returns the error for a body beyond the configured limit. */
    public static ServerError bodyTooLarge(long limit) {
        return refused(413, "request_too_large", "The request's body is larger than the allowed " + limit + " bytes.")
                .thenReconnect();
    }

    /** Returns the error for a body that the heap has no room to parse. */
    public static ServerError bodyTooLargeForHeap(long limit) {
        return refused(
                        413,
                        "request_too_large",
                        "The request's body is larger than the " + limit
                                + " bytes that the memory of this server bears. Give it more by java -Xmx.")
                .thenReconnect();
    }

    /** Returns the error for a body that did not arrive in time. */
    public static ServerError bodyTimeout(Duration timeout) {
        return refused(408, "request_timeout", "The request's body did not end within " + timeout.toMillis() + " ms.")
                .thenReconnect();
    }

    /** Returns the error for a compressed body. */
    public static ServerError bodyEncoded(String encoding) {
        return refused(
                415,
                "unsupported_encoding",
                "The request's body is encoded as '" + encoding
                        + "', and this server decodes no bodies. Send it as it is.");
    }

    /** Returns the error for a request for which there is no memory at the moment. */
    public static ServerError overloaded() {
        return busy(
                "The requests under way take all the memory that this server has for bodies. Try again later, or give"
                        + " it more by java -Xmx.");
    }

    /** Returns the error for a request for which there is no thread at the moment. */
    public static ServerError noThread(String reason) {
        return busy("The server cannot take this request: " + reason + ".");
    }

    private static ServerError busy(String sentence) {
        return new ServerError(new ApiError(503, OWN_TYPE, "server_overloaded", null, sentence), Advice.RETRY);
    }

    /** Returns the error for a request to a server that is about to stop. */
    public static ServerError closing() {
        return new ServerError(
                new ApiError(503, OWN_TYPE, "server_closing", null, "The server is about to stop."),
                Advice.GIVE_UP_AND_RECONNECT);
    }

    /** Returns the error for a fault header that cannot be honoured. */
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

    /** Returns a refusal with a code of its own. */
    public static ServerError refused(int status, String code, String sentence) {
        return of(new ApiError(status, TYPE, code, null, sentence));
    }
}
