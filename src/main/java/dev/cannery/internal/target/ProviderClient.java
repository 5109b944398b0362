package dev.cannery.internal.target;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.KnownSecrets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends requests to one endpoint and records when each fragment of the response arrives. Thread-safe. */
public final class ProviderClient {
    private static final String TRUST =
            "a certificate for this host from a trusted issuer; add issuers with java -Djavax.net.ssl.trustStore=FILE";

    private final Endpoint endpoint;
    private final Timeouts timeouts;
    private final HttpClient http;
    private final KnownSecrets secrets;

    /** Creates a client of this endpoint. It does not follow redirects, since that would send the key elsewhere. */
    public ProviderClient(Endpoint endpoint, Timeouts timeouts) {
        this(endpoint, timeouts, http(timeouts));
    }

    private static HttpClient http(Timeouts timeouts) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .build();
    }

    private ProviderClient(Endpoint endpoint, Timeouts timeouts, HttpClient http) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        this.secrets = KnownSecrets.of(endpoint.secrets());
        this.http = http;
    }

    /** Returns the time limits. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** Returns the endpoint. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns a client of the same endpoint with another key. */
    public ProviderClient withKey(Endpoint.ApiKey key) {
        return new ProviderClient(endpoint.withKey(key), timeouts);
    }

    /** Returns a client of another endpoint of the same provider. */
    public ProviderClient at(ChatEndpoint other) {
        return at(other.path());
    }

    /**
     * Returns a client of another endpoint of the same provider.
     *
     * @param below the path below the base URL, encoded, such as {@code /models}
     */
    public ProviderClient at(String below) {
        Endpoint other = endpoint.at(below);
        return other.equals(endpoint) ? this : new ProviderClient(other, timeouts, http);
    }

    /** Returns a client of the same endpoint that adds these query parameters, replacing those of the same name. */
    public ProviderClient withQuery(Map<String, String> parameters) {
        return parameters.isEmpty() ? this : new ProviderClient(endpoint.withQuery(parameters), timeouts, http);
    }

    /**
     * Sends a request, and waits for the whole response or a timeout.
     *
     * @param body the body in UTF-8
     * @param headers additional headers, which override the endpoint's
     */
    public Reply send(byte[] body, Map<String, String> headers) throws InterruptedException {
        long start = System.nanoTime();
        try {
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                    http.send(request("POST", body, headers), HttpResponse.BodyHandlers.ofPublisher());
            Reply reply = new BodyCollector(timeouts, start)
                    .collect(response.statusCode(), headersOf(response), response.body());
            if (reply.failure() == null && isEncoded(reply)) {
                reply = reply.failing(new Reply.Failure(
                        FindingId.CONTENT_TYPE,
                        "encoded as " + reply.header("content-encoding"),
                        "no content-encoding, as accept-encoding: identity requests"));
            }
            return reply.without(secrets);
        } catch (IOException e) {
            return Reply.none(Duration.ofNanos(System.nanoTime() - start), failureOf(e));
        } catch (IllegalArgumentException e) {
            // Java's client throws this for invalid headers, such as a length that is not a number
            Reply.Failure noHttp = new Reply.Failure(
                    FindingId.NOT_THE_API,
                    "not an HTTP response: " + OneLine.of(String.valueOf(e.getMessage())),
                    "HTTP");
            return Reply.none(Duration.ofNanos(System.nanoTime() - start), noHttp);
        }
    }

    /** Returns what went wrong with a request that got no response. */
    public Reply.Failure failureOf(Throwable fault) {
        return failureOf(fault instanceof IOException io ? io : new IOException(fault));
    }

    private static boolean isEncoded(Reply reply) {
        String encoding = reply.header("content-encoding").strip();
        return !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
    }

    private HttpRequest request(String method, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.address())
                .timeout(timeouts.firstByte())
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headersWith(body, headers).forEach(request::header);
        return request.build();
    }

    /**
     * Returns the headers of a request: those of the endpoint, its key, and what every request has.
     *
     * @param body the body; empty for none
     * @param headers additional headers, which override the endpoint's
     */
    private Map<String, String> headersWith(byte[] body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (body.length > 0) {
            all.put("content-type", "application/json");
        }
        all.put("accept", "application/json, text/event-stream");
        all.put("accept-encoding", "identity");
        all.putAll(endpoint.headers());
        all.putAll(headers);
        Endpoint.ApiKey key = endpoint.key();
        if (key != null) {
            all.put(key.header(), key.headerValue(key.value()));
        }
        return all;
    }

    /**
     * Returns the headers with which a request is passed on.
     *
     * @param method the HTTP method
     * @param body the body; empty for none
     * @param headers additional headers, which override the endpoint's
     * @throws IllegalArgumentException if a header cannot be sent
     */
    public Map<String, String> checkedHeaders(String method, byte[] body, Map<String, String> headers) {
        request(method, body, headers);
        return headersWith(body, headers);
    }

    private static Map<String, String> headersOf(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return headers;
    }

    private Reply.Failure failureOf(IOException fault) {
        if (fault instanceof HttpConnectTimeoutException || fault instanceof SocketTimeoutException) {
            return new Reply.Failure(
                    FindingId.UNREACHABLE, "no connection within " + Durations.write(timeouts.connect()));
        }
        if (fault instanceof HttpTimeoutException || fault.getCause() instanceof TimeoutException) {
            return new Reply.Failure(
                    FindingId.NO_ANSWER, "no response within " + Durations.write(timeouts.firstByte()));
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return new Reply.Failure(
                        FindingId.UNREACHABLE,
                        "unknown host " + endpoint.address().getHost());
            }
            if (cause instanceof CertificateException) {
                return new Reply.Failure(FindingId.UNREACHABLE, "an untrusted certificate", TRUST);
            }
        }
        if (fault instanceof SSLException) {
            return new Reply.Failure(
                    FindingId.UNREACHABLE, "no TLS connection", "TLS, since the URL begins with https");
        }
        return fault instanceof ConnectException
                ? new Reply.Failure(
                        FindingId.UNREACHABLE,
                        "no connection to " + endpoint.address().getAuthority())
                : new Reply.Failure(FindingId.BROKEN_OFF, "connection closed without a response");
    }
}
