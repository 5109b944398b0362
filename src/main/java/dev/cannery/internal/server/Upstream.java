package dev.cannery.internal.server;

import dev.cannery.internal.server.transport.AnswerReceiver;
import dev.cannery.internal.server.transport.ProviderRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of requests that a provider answers. Its methods must not block. */
public interface Upstream {
    /** Which requests are forwarded. */
    enum Mode {
        /** All of them. */
        ALL,
        /** Those that no interaction matches. */
        MISSING,
        /** None. */
        NONE
    }

    /** Returns which requests are forwarded. */
    Mode mode();

    /** Forwards a request, and passes the answer on as it arrives. */
    void forward(Sent request, Client client);

    /**
     * Returns the provider for the requests of a scope.
     *
     * @param mode which requests are forwarded; null for the same as here
     * @param name the name of what the scope records, such as {@code WeatherTest.asks}; empty for none
     */
    default Upstream forScope(@Nullable Mode mode, String name) {
        return this;
    }

    /** Notifies that nothing more is forwarded, because the scope has expired. It is not ended yet. */
    default void expire() {}

    /** Ends the requests of a scope, and returns lines for people about what became of them. This method may block. */
    default List<String> end() {
        return List.of();
    }

    /**
     * A request to forward.
     *
     * @param isChat whether a model answers it; otherwise it is for what the provider lists or stores
     * @param method the HTTP method
     * @param path the path without the prefix of a scope
     * @param below the end of the path that follows the base URL, encoded, such as {@code /models/gpt-4o}
     * @param query the query as it was sent; empty for none
     * @param headers the headers
     * @param body the body, not to be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    record Sent(
            boolean isChat,
            String method,
            String path,
            String below,
            String query,
            Map<String, String> headers,
            byte[] body) {}

    /** The client that receives the answer. Only one write is in progress at a time. */
    interface Client {
        /** Sends a request to a provider over the connections of this server. */
        void ask(ProviderRequest request, AnswerReceiver receiver);

        /** Sends the status and the headers at once. */
        void begin(int status, Map<String, List<String>> headers);

        /**
         * Sends bytes.
         *
         * @param next called when more can be sent
         * @param gone called instead if the client has disconnected
         */
        void write(ByteBuffer bytes, Runnable next, Runnable gone);

        /** Ends the answer. */
        void end();

        /** Closes the connection without an end, as the provider did. */
        void breakOff();

        /** Answers with an error of this server, before anything was sent. */
        void fail(int status, String sentence);
    }
}
