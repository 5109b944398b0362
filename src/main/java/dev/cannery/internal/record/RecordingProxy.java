package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.verify.exchange.Endpoint;
import dev.cannery.internal.verify.exchange.ProviderClient;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.exchange.StreamReceiver;
import dev.cannery.internal.verify.exchange.Timeouts;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forwards requests to a provider, passes each answer on byte for byte as it arrives, and keeps the complete ones.
 *
 * <p>Thread-safe.
 */
public final class RecordingProxy implements Upstream {
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

    private final Endpoint endpoint;
    private final ProviderClient client;
    private final boolean takesAll;
    private final boolean sendsDone;
    private final Listener listener;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    /** Is notified of each answer. Its methods are called while answers arrive, and must not block. */
    public interface Listener {
        /** An answer is complete. */
        void recorded(RecordedCall call);

        /** An answer is not recorded, for this reason. */
        void skipped(String reason);
    }

    /**
     * Creates a proxy.
     *
     * @param takesAll whether requests are forwarded although an interaction matches them
     * @param sendsDone whether the provider's streams end with {@code [DONE]}
     */
    public RecordingProxy(
            Endpoint endpoint, Timeouts timeouts, boolean takesAll, boolean sendsDone, Listener listener) {
        this.endpoint = endpoint;
        this.client = new ProviderClient(endpoint, timeouts);
        this.takesAll = takesAll;
        this.sendsDone = sendsDone;
        this.listener = listener;
        Endpoint.ApiKey key = endpoint.key();
        if (key != null) {
            secrets.add(key.value());
        }
    }

    /** The place of a request in the order in which requests were sent. */
    private static final class Slot {
        private @Nullable RecordedCall call;
    }

    /** Returns the complete calls in the order of their requests. */
    public List<RecordedCall> calls() {
        synchronized (slots) {
            List<RecordedCall> calls = new ArrayList<>();
            slots.forEach(slot -> {
                if (slot.call != null) {
                    calls.add(slot.call);
                }
            });
            return calls;
        }
    }

    /** Returns the keys that were sent, which must not be in any file. */
    public List<String> secrets() {
        synchronized (slots) {
            return List.copyOf(secrets);
        }
    }

    @Override
    public boolean takesAll() {
        return takesAll;
    }

    @Override
    public void forward(Sent request, Client to) {
        Slot slot = new Slot();
        synchronized (slots) {
            slots.add(slot);
        }
        Map<String, String> parameters = new TreeMap<>(QueryText.parse(request.query()));
        client.withQuery(parameters).stream(request.body(), passedOn(request.headers()), new Answer(request, slot, to));
    }

    /** Returns the headers to pass on. The client's own key is passed on only if the target has none. */
    private Map<String, String> passedOn(Map<String, String> headers) {
        Map<String, String> passed = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            boolean isSecret = Secrets.isHeader(name, value);
            if (isSecret) {
                synchronized (slots) {
                    secrets.add(value.replaceFirst("(?i)^bearer +", ""));
                }
            }
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && (!isSecret || endpoint.key() == null)) {
                passed.put(name, value);
            }
        });
        return passed;
    }

    /** One answer on its way. */
    private final class Answer implements StreamReceiver {
        private final Sent request;
        private final Slot slot;
        private final Client to;
        private final long start = System.nanoTime();
        private final List<RecordedCall.Arrival> arrivals = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private int status;
        private boolean isOver;

        private Answer(Sent request, Slot slot, Client to) {
            this.request = request;
            this.slot = slot;
            this.to = to;
        }

        @Override
        public synchronized void begin(int code, Map<String, List<String>> all) {
            status = code;
            Map<String, List<String>> passed = new LinkedHashMap<>();
            all.forEach((name, values) -> {
                headers.put(name, String.join(", ", values));
                boolean isOwn = name.startsWith(":") || OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
                if (!isOwn || name.equalsIgnoreCase("content-encoding")) {
                    passed.put(name, values);
                }
            });
            to.begin(code, passed);
        }

        @Override
        public synchronized void receive(byte[] bytes, Runnable next, Runnable stop) {
            arrivals.add(new RecordedCall.Arrival(Duration.ofNanos(System.nanoTime() - start), bytes));
            to.write(ByteBuffer.wrap(bytes), next, () -> {
                stop.run();
                gone();
            });
        }

        private synchronized void gone() {
            if (!isOver) {
                isOver = true;
                listener.skipped("the client disconnected");
            }
        }

        @Override
        public synchronized void end() {
            if (isOver) {
                return;
            }
            isOver = true;
            // before the client learns of the end, so that the call is recorded when the client has its answer
            keep();
            to.end();
        }

        private void keep() {
            RecordedCall call = call();
            if (call == null) {
                listener.skipped("the request is not a JSON object");
            } else if (!StreamEnd.isReached(call, sendsDone)) {
                listener.skipped("the stream ended early");
            } else {
                synchronized (slots) {
                    slot.call = call;
                }
                listener.recorded(call);
            }
        }

        private @Nullable RecordedCall call() {
            try {
                return Json.parse(request.body()) instanceof ObjectNode body
                        ? new RecordedCall(
                                SourceLocation.NOWHERE, "POST", url(), Map.of(), body, status, headers, arrivals, true)
                        : null;
            } catch (IOException e) {
                return null;
            }
        }

        /** Returns the URL with the path as the client sent it, which it will send to the mock again. */
        private String url() {
            String local = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
            return endpoint.address().getScheme() + "://" + endpoint.address().getRawAuthority()
                    + Secrets.redactAddress(local);
        }

        @Override
        public synchronized void fail(Reply.Failure failure) {
            if (isOver) {
                return;
            }
            isOver = true;
            listener.skipped(failure.actual());
            if (status == 0) {
                to.fail(BAD_GATEWAY, "The provider cannot be reached: " + failure.actual() + ".");
            } else {
                to.breakOff();
            }
        }
    }
}
