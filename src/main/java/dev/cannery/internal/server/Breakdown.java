package dev.cannery.internal.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What happens when a thread that a server cannot do without has run out of memory: without it the server would keep its port
 * and answer nobody.
 */
final class Breakdown {
    /** Reports to nobody. */
    static final Breakdown NONE = new Breakdown(sentence -> {});

    private final Consumer<String> listener;
    private final AtomicBoolean happened = new AtomicBoolean();

    /** One that hands a sentence on, once. */
    Breakdown(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Reports the failure if it is one of the virtual machine; a stack that overflowed is free again. */
    void by(Throwable failure) {
        if (failure instanceof VirtualMachineError
                && !(failure instanceof StackOverflowError)
                && happened.compareAndSet(false, true)) {
            listener.accept("The server ran out of memory (" + failure
                    + ") in a thread that it cannot do without, so it stops. Give it more by java -Xmx.");
        }
    }
}
