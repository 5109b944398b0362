package dev.cannery.internal.server.transport;

import java.util.List;
import java.util.Map;

/** Receives the answer of a provider while it arrives. Its methods are called one after the other, and must not block. */
public interface AnswerReceiver {
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

    /** Receives the reason why the answer is incomplete, or why there is none. */
    void fail(Throwable fault);
}
