package dev.cannery.internal.server.transport;

import dev.cannery.internal.server.sending.Pacer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server to the providers to which it forwards requests. The first request starts their threads.
 *
 * <p>Jetty's client, because headers and fragments must be passed on when they arrive. Java's client holds the headers back until
 * the first bytes of the body, and its one thread collects fragments while it is busy: with 200 streams that begin 0.5 ms apart on
 * two cores it added 2.8 ms to the first text, this one 1.5 ms. It is slower only where all begin in the same instant.
 * Jetty's callbacks do not run on the thread that reads, where they would delay each other likewise.
 *
 * <p>Thread-safe.
 */
public final class ProviderConnections implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int UNLIMITED = 1 << 20;
    private static final int LONGEST_HEADERS = 1 << 18;
    /** Longer than any limit of a request, each of which has its own. */
    private static final Duration LONGEST_CONNECT = Duration.ofHours(1);

    private static final Duration UNUSED = Duration.ofSeconds(30);

    private final Pacer pacer;
    private final Set<String> routed = new HashSet<>();
    private @Nullable HttpClient client;
    private boolean isClosed;

    ProviderConnections(Pacer pacer) {
        this.pacer = pacer;
    }

    /**
     * Sends a request, and passes the answer on while it arrives. Redirects are not followed, since that would send the key
     * elsewhere.
     *
     * @param receiver gets a {@link SocketTimeoutException} if the connection takes too long, and a {@link TimeoutException} if
     *     the headers do
     */
    public void send(ProviderRequest request, AnswerReceiver receiver) {
        Request sent;
        try {
            sent = clientFor(request.address()).newRequest(request.address());
        } catch (IOException e) {
            receiver.fail(e);
            return;
        }
        sent.method(request.method()).idleTimeout(0, TimeUnit.MILLISECONDS).headers(headers -> copy(request, headers));
        if (request.body().length > 0) {
            sent.body(new BytesRequestContent(request.body()));
        }
        Deadline deadline = new Deadline(sent);
        deadline.set(request.connect(), new SocketTimeoutException("no connection"));
        sent.onRequestBegin(begun -> deadline.set(request.firstByte(), new TimeoutException("no answer")));
        sent.onResponseHeaders(response -> {
            deadline.cancel();
            receiver.begin(response.getStatus(), byName(response.getHeaders()));
        });
        sent.onResponseContentAsync((response, chunk, more) -> {
            ByteBuffer content = chunk.getByteBuffer();
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            receiver.receive(bytes, more, () -> abort(sent, new IOException("not wanted")));
        });
        sent.send(result -> {
            deadline.cancel();
            if (result.isSucceeded()) {
                receiver.end();
            } else {
                receiver.fail(result.getFailure());
            }
        });
    }

    private static void abort(Request request, Exception fault) {
        CompletableFuture<?> unused = request.abort(fault);
    }

    private static void copy(ProviderRequest request, HttpFields.Mutable headers) {
        headers.clear();
        request.headers().forEach(headers::add);
    }

    private static Map<String, List<String>> byName(HttpFields headers) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach(
                field -> all.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(field.getValue() == null ? "" : field.getValue()));
        return all;
    }

    /** Ends a request that takes too long. */
    private final class Deadline {
        private final Request request;
        private Pacer.@Nullable Alarm alarm;

        private Deadline(Request request) {
            this.request = request;
        }

        private synchronized void set(Duration limit, Exception fault) {
            cancel();
            alarm = pacer.at(System.nanoTime() + limit.toNanos(), () -> abort(request, fault));
        }

        private synchronized void cancel() {
            if (alarm != null) {
                alarm.cancel();
            }
        }
    }

    private synchronized HttpClient clientFor(URI address) throws IOException {
        if (isClosed) {
            throw new IOException("the server is stopping");
        }
        HttpClient known = client;
        if (known == null) {
            known = started();
            client = known;
        }
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        if (routed.add(origin)) {
            proxyOf(address, known);
        }
        return known;
    }

    private static HttpClient started() throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("cannery-provider");
        threads.setDaemon(true);
        HttpClient client = new HttpClient();
        client.setExecutor(threads);
        client.setMaxConnectionsPerDestination(UNLIMITED);
        client.setMaxRequestsQueuedPerDestination(UNLIMITED);
        client.setMaxResponseHeadersSize(LONGEST_HEADERS);
        client.setRequestBufferSize(LONGEST_HEADERS);
        client.setConnectTimeout(LONGEST_CONNECT.toMillis());
        client.setIdleTimeout(UNUSED.toMillis());
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        try {
            client.start();
        } catch (Exception e) {
            throw new IOException(e);
        }
        // bodies stay as they were sent, and each status is an answer
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().clear();
        return client;
    }

    /** Uses the proxy that the properties of the JVM name for a host, as Java's client does. */
    private static void proxyOf(URI address, HttpClient client) {
        ProxySelector selector = ProxySelector.getDefault();
        for (Proxy proxy : selector == null ? List.<Proxy>of() : selector.select(address)) {
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress at) {
                HttpProxy proxied = new HttpProxy(at.getHostString(), at.getPort());
                proxied.getIncludedAddresses().add(address.getHost() + ":" + portOf(address));
                client.getProxyConfiguration().addProxy(proxied);
                return;
            }
        }
    }

    private static int portOf(URI address) {
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return address.getPort() < 0 ? usual : address.getPort();
    }

    /** Ends all requests and threads. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (client != null) {
            try {
                client.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the connections to providers cannot be closed", e);
            }
        }
    }
}
