package dev.cannery.internal.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A provider to which the server forwards chat requests. Its methods must not block. */
public interface Upstream {
    /** Whether requests are forwarded although an interaction matches them. */
    boolean takesAll();

    /** Forwards a request, and passes the answer on as it arrives. */
    void forward(Sent request, Client client);

    /**
     * A request to forward.
     *
     * @param path the path without the prefix of a scope
     * @param query the query as it was sent; empty for none
     * @param headers the headers
     * @param body the body, not to be modified
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    record Sent(String path, String query, Map<String, String> headers, byte[] body) {}

    /** The client that receives the answer. Only one write is in progress at a time. */
    interface Client {
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
