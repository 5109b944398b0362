package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.server.transport.ProviderRequest;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.ProviderClient;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Forwards requests to a provider, passes each answer on byte for byte as it arrives, and keeps the complete ones.
 *
 * <p>Thread-safe.
 */
final class RecordingProxy implements Upstream {
    private static final int FORBIDDEN = 403;
    private static final Pattern TOTAL = Pattern.compile("\"total_tokens\"\\s*:\\s*(\\d{1,15})");

    private final Endpoint endpoint;
    private final ProviderClient client;
    private final Budget budget;
    private final Mode mode;
    private final StreamEnd streamEnd;
    private final Listener listener;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    /** Is notified of each answer. Its methods are called while answers arrive, and must not block. */
    interface Listener {
        /**
         * Called when an answer is complete.
         *
         * @param tokens the tokens that it cost; 0 if it does not say
         */
        void recorded(RecordedCall call, long tokens);

        /** Called when an answer is not recorded, for this reason. */
        void skipped(String reason);

        /** No more requests are forwarded, for this reason. */
        void spent(String reason);
    }

    /**
     * Creates a proxy.
     *
     * @param mode which requests are forwarded
     */
    RecordingProxy(RecordedProvider provider, Mode mode, Listener listener) {
        this.endpoint = provider.target().endpoint();
        this.budget = provider.budget();
        this.client = provider.client();
        this.mode = mode;
        this.streamEnd = provider.streamEnd();
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
    List<RecordedCall> calls() {
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
    List<String> secrets() {
        synchronized (slots) {
            return List.copyOf(secrets);
        }
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public void forward(Sent request, Client to) {
        Optional<String> spent = request.isChat() ? budget.take() : Optional.empty();
        if (spent.isPresent()) {
            to.fail(FORBIDDEN, "The request was not forwarded: " + spent.get() + ".");
            listener.spent(spent.get());
            return;
        }
        PassedAnswer.Observer observer = request.isChat() ? recorder(request) : new PassedAnswer.Observer() {};
        Map<String, String> parameters = new TreeMap<>(QueryText.parse(request.query()));
        ProviderClient passing = client.at(request.below()).withQuery(parameters);
        PassedAnswer answer = new PassedAnswer(to, observer, passing::failureOf);
        try {
            Map<String, String> headers =
                    passing.checkedHeaders(request.method(), request.body(), passedOn(request.headers()));
            Timeouts limits = passing.timeouts();
            to.ask(
                    new ProviderRequest(
                            request.method(),
                            passing.endpoint().address(),
                            headers,
                            request.body(),
                            limits.connect(),
                            limits.firstByte()),
                    answer);
        } catch (IllegalArgumentException e) {
            answer.fail("a header that cannot be sent: " + OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    private Recorder recorder(Sent request) {
        Slot slot = new Slot();
        synchronized (slots) {
            slots.add(slot);
        }
        return new Recorder(request, slot);
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
            if (!PassedAnswer.isOfConnection(name) && (!isSecret || endpoint.key() == null)) {
                passed.put(name, value);
            }
        });
        return passed;
    }

    /** Records one answer. */
    private final class Recorder implements PassedAnswer.Observer {
        private final Sent request;
        private final Slot slot;
        private final long start = System.nanoTime();
        private final List<RecordedCall.Arrival> arrivals = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private int status;

        private Recorder(Sent request, Slot slot) {
            this.request = request;
            this.slot = slot;
        }

        @Override
        public void begun(int code, Map<String, List<String>> all) {
            status = code;
            all.forEach((name, values) -> headers.put(name, String.join(", ", values)));
        }

        @Override
        public void arrived(byte[] bytes) {
            arrivals.add(new RecordedCall.Arrival(Duration.ofNanos(System.nanoTime() - start), bytes));
        }

        @Override
        public void failed(String reason) {
            listener.skipped(reason);
        }

        /** Records the call before the client learns of the end, so that it is recorded when the client has its answer. */
        @Override
        public void completed() {
            try {
                RecordedCall call = Decompression.of(call());
                if (!streamEnd.isReached(call)) {
                    throw new RecordingException("the stream ended early");
                }
                long tokens = tokens(call);
                budget.spend(tokens);
                synchronized (slots) {
                    slot.call = call;
                }
                listener.recorded(call, tokens);
            } catch (RecordingException e) {
                listener.skipped(String.valueOf(e.getMessage()));
            }
        }

        private static long tokens(RecordedCall call) {
            Matcher total = TOTAL.matcher(new String(call.body(), StandardCharsets.UTF_8));
            long tokens = 0;
            while (total.find()) {
                tokens = Long.parseLong(total.group(1));
            }
            return tokens;
        }

        private RecordedCall call() {
            try {
                if (Json.parse(request.body()) instanceof ObjectNode body) {
                    return new RecordedCall(
                            SourceLocation.NOWHERE, "POST", url(), Map.of(), body, status, headers, arrivals, true);
                }
            } catch (IOException e) {
                // the provider refuses it, too
            }
            throw new RecordingException("the request is not a JSON object");
        }

        /** Returns the URL with the path as the client sent it, which it will send to the mock again. */
        private String url() {
            String local = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
            return endpoint.address().getScheme() + "://" + endpoint.address().getRawAuthority()
                    + Secrets.redactAddress(local);
        }
    }
}
