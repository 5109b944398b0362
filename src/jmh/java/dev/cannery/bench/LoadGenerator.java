package dev.cannery.bench;

import dev.cannery.internal.chat.ChatEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * A closed loop over keep-alive connections in one thread: each connection asks again as soon as it has its answer. Counts
 * the events of streams, and how late each came by the client's own clock.
 */
final class LoadGenerator {
    private static final int MOST_SAMPLES = 4_000_000;
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Plan plan;
    private final Requests requests;
    private final LongSupplier serverCpu;
    private final Samples latencies = new Samples(MOST_SAMPLES);
    private final Samples lateness = new Samples(MOST_SAMPLES);
    private final ByteBuffer input = ByteBuffer.allocateDirect(64 << 10);
    private final byte[] bytes = new byte[64 << 10];
    private long measureFrom;
    private long measureTo;
    private int open;
    private long answers;
    private long bad;

    LoadGenerator(Plan plan, LongSupplier serverCpu) {
        this.plan = plan;
        this.requests = new Requests(plan.endpoint(), plan.bodies(), plan.variety());
        this.serverCpu = serverCpu;
    }

    /**
     * What is asked for.
     *
     * @param port the server's port on the loopback interface
     * @param endpoint the endpoint that is asked
     * @param status the status that a sound answer has, 0 for any
     * @param bodies the body of each request by its number
     * @param variety how many bodies there are; after the last the first comes again
     * @param connections how many are open at once
     * @param warmUp how long nothing is measured
     * @param time how long is measured
     * @param gap the time between two events of a stream; zero when the answers are not paced
     * @param isOnce whether each connection asks only once, and all of it is measured
     */
    record Plan(
            int port,
            ChatEndpoint endpoint,
            int status,
            IntFunction<String> bodies,
            int variety,
            int connections,
            Duration warmUp,
            Duration time,
            Duration gap,
            boolean isOnce) {
        /** The same for another time, all of which is measured. */
        Plan lasting(Duration other) {
            return new Plan(port, endpoint, status, bodies, variety, connections, Duration.ZERO, other, gap, isOnce);
        }

        /** The same at another endpoint. */
        Plan at(ChatEndpoint other) {
            return new Plan(port, other, status, bodies, variety, connections, warmUp, time, gap, isOnce);
        }
    }

    /** What came of it; times in nanoseconds. */
    record Outcome(long answers, long bad, double seconds, long cpu, Samples latencies, Samples lateness) {
        double perSecond() {
            return answers / seconds;
        }

        double cpuMicros() {
            return answers == 0 ? Double.NaN : cpu / 1e3 / answers;
        }
    }

    Outcome run() throws IOException {
        long start = System.nanoTime();
        measureFrom = start + (plan.isOnce() ? 0 : plan.warmUp().toNanos());
        measureTo = measureFrom + plan.time().toNanos();
        long cpuFrom = -1;
        long from = start;
        try (Selector selector = Selector.open()) {
            Deque<Integer> waiting = new ArrayDeque<>();
            for (int i = 0; i < plan.connections(); i++) {
                waiting.add(i);
            }
            // paced streams begin spread over a second, as clients do, others at once
            long stagger = plan.gap().isZero() ? 0 : Duration.ofSeconds(1).toNanos() / plan.connections();
            while (true) {
                long now = System.nanoTime();
                if (cpuFrom < 0 && now >= measureFrom) {
                    cpuFrom = serverCpu.getAsLong();
                    from = now;
                }
                if (now >= measureTo || (plan.isOnce() && waiting.isEmpty() && open == 0)) {
                    break;
                }
                while (!waiting.isEmpty() && now >= start + stagger * waiting.peek()) {
                    waiting.poll();
                    connect(selector);
                }
                selector.select(key -> serve(key), waiting.isEmpty() ? 20 : 1);
            }
            long cpu = serverCpu.getAsLong() - cpuFrom;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Outcome(answers, bad, (System.nanoTime() - from) / 1e9, cpu, latencies.sorted(), lateness.sorted());
        }
    }

    private void connect(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", plan.port()));
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        open++;
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.ask();
    }

    private void serve(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            connection.read();
        } catch (IOException e) {
            bad++;
            open--;
            key.cancel();
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final StringBuilder head = new StringBuilder();
        private long askedAt;
        private long missing;
        private boolean inBody;
        private boolean isChunked;
        private boolean isGood;
        private int events;
        private int matchedEvent;
        private int matchedEnd;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void ask() throws IOException {
            ByteBuffer request = requests.next();
            inBody = false;
            events = 0;
            askedAt = System.nanoTime();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        void read() throws IOException {
            input.clear();
            int count = channel.read(input);
            if (count < 0) {
                throw new IOException("closed");
            }
            long now = System.nanoTime();
            input.flip().get(bytes, 0, count);
            int at = 0;
            while (at < count) {
                at = inBody ? body(at, count, now) : head(at, count);
            }
        }

        private int head(int from, int count) {
            int at = from;
            while (at < count && !inBody) {
                head.append((char) bytes[at++]);
                int length = head.length();
                if (length > 3 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
                    String text = head.toString().toLowerCase(java.util.Locale.ROOT);
                    head.setLength(0);
                    inBody = true;
                    isGood = plan.status() == 0 || text.startsWith("http/1.1 " + plan.status());
                    isChunked = text.contains("transfer-encoding: chunked");
                    int length0 = text.indexOf("content-length: ");
                    missing = isChunked ? 0 : Long.parseLong(text.substring(length0 + 16, text.indexOf('\r', length0)));
                    // what ends the head may also begin the last chunk
                    matchedEnd = 2;
                    matchedEvent = 0;
                }
            }
            return at;
        }

        private int body(int from, int count, long now) throws IOException {
            if (!isChunked) {
                int taken = (int) Math.min(missing, count - from);
                missing -= taken;
                if (missing == 0) {
                    complete(now);
                }
                return from + taken;
            }
            int at = from;
            while (at < count) {
                byte next = bytes[at++];
                matchedEvent = next == EVENT[matchedEvent] ? matchedEvent + 1 : next == EVENT[0] ? 1 : 0;
                if (matchedEvent == EVENT.length) {
                    matchedEvent = 0;
                    event(now);
                }
                matchedEnd = next == END[matchedEnd] ? matchedEnd + 1 : next == END[0] ? 1 : 0;
                if (matchedEnd == END.length) {
                    complete(now);
                    return at;
                }
            }
            return at;
        }

        private void event(long now) {
            // the first event opens the answer; the tokens follow it one gap apart
            long due = askedAt + plan.gap().toNanos() * Math.min(events, 201);
            events++;
            if (!plan.gap().isZero() && events <= 201 && now >= measureFrom) {
                lateness.add(now - due);
            }
        }

        private void complete(long now) throws IOException {
            if (now >= measureFrom) {
                latencies.add(now - askedAt);
                answers++;
                bad += isGood ? 0 : 1;
            }
            if (plan.isOnce()) {
                open--;
                channel.close();
            } else {
                ask();
            }
        }
    }
}
