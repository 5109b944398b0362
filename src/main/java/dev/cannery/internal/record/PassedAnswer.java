package dev.cannery.internal.record;

import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.server.transport.AnswerReceiver;
import dev.cannery.internal.target.Reply;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Passes an answer on to a client byte for byte as it arrives. */
final class PassedAnswer implements AnswerReceiver {
    /** Headers that concern one connection, or that the client library sets itself. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "upgrade",
            "http2-settings",
            "transfer-encoding",
            "keep-alive",
            "te",
            "trailer",
            "accept-encoding",
            "cookie",
            "set-cookie",
            "content-encoding");

    private static final int BAD_GATEWAY = 502;

    private final Upstream.Client to;
    private final Observer observer;
    private final Function<Throwable, Reply.Failure> failures;
    private boolean hasBegun;
    private boolean isOver;

    /** Sees what is passed on. Its methods are called one after the other, and must not block. */
    interface Observer {
        /** Called when the answer has begun. */
        default void begun(int status, Map<String, List<String>> headers) {}

        /** Bytes have arrived, which are not to be modified. */
        default void arrived(byte[] bytes) {}

        /** Called when the answer is complete, before the client learns of it. */
        default void completed() {}

        /** Called when the answer is incomplete, for this reason. */
        default void failed(String reason) {}
    }

    /**
     * Creates the receiver of an answer.
     *
     * @param failures explains why there is no answer
     */
    PassedAnswer(Upstream.Client to, Observer observer, Function<Throwable, Reply.Failure> failures) {
        this.to = to;
        this.observer = observer;
        this.failures = failures;
    }

    /** Whether a header belongs to one connection, and is not passed on. */
    static boolean isOfConnection(String name) {
        return name.startsWith(":") || OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public synchronized void begin(int status, Map<String, List<String>> headers) {
        hasBegun = true;
        observer.begun(status, headers);
        Map<String, List<String>> passed = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            if (!isOfConnection(name) || name.equalsIgnoreCase("content-encoding")) {
                passed.put(name, values);
            }
        });
        to.begin(status, passed);
    }

    @Override
    public synchronized void receive(byte[] bytes, Runnable next, Runnable stop) {
        observer.arrived(bytes);
        to.write(ByteBuffer.wrap(bytes), next, () -> {
            gone();
            stop.run();
        });
    }

    private synchronized void gone() {
        if (!isOver) {
            isOver = true;
            observer.failed("the client disconnected");
        }
    }

    @Override
    public synchronized void end() {
        if (isOver) {
            return;
        }
        isOver = true;
        observer.completed();
        to.end();
    }

    @Override
    public synchronized void fail(Throwable fault) {
        fail(
                hasBegun
                        ? "connection closed in the middle"
                        : failures.apply(fault).actual());
    }

    /** Ends the answer for this reason. */
    synchronized void fail(String reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        observer.failed(reason);
        if (hasBegun) {
            to.breakOff();
        } else {
            to.fail(BAD_GATEWAY, "The provider cannot be reached: " + reason + ".");
        }
    }
}
