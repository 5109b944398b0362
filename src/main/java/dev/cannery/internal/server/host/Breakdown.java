package dev.cannery.internal.server.host;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reports that a thread that the server depends on has run out of memory. Without that thread, the server would keep its port but answer nothing.
 */
public final class Breakdown {
    /** Ignores every failure. */
    public static final Breakdown NONE = new Breakdown(sentence -> {});

    private final Consumer<String> listener;
    private final AtomicBoolean happened = new AtomicBoolean();

    /** Creates a breakdown that notifies a listener once. */
    public Breakdown(Consumer<String> listener) {
        this.listener = listener;
    }

    /**
     * Reports a failure if it is an error of the virtual machine. A stack overflow is not reported, because the stack
     * is free again.
     */
    public void by(Throwable failure) {
        if (failure instanceof VirtualMachineError
                && !(failure instanceof StackOverflowError)
                && happened.compareAndSet(false, true)) {
            listener.accept("The server ran out of memory (" + failure
                    + ") in a thread that it depends on, so it stops. Give it more memory with java -Xmx.");
        }
    }
}
