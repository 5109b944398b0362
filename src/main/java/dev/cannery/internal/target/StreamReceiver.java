package dev.cannery.internal.target;

import java.util.List;
import java.util.Map;

/** Receives a response while it arrives. Its methods must not block. */
public interface StreamReceiver {
    /** Receives the status and the headers. */
    void begin(int status, Map<String, List<String>> headers);

    /**
     * Receives bytes of the body.
     *
     * @param next to be called when more can be received
     * @param stop to be called instead if nothing more is wanted
     */
    void receive(byte[] bytes, Runnable next, Runnable stop);

    /** Receives the end of the body. */
    void end();

    /** Receives the reason why the response is incomplete, or why there is none. It may be called more than once. */
    void fail(Reply.Failure failure);
}
