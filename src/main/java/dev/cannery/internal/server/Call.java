package dev.cannery.internal.server;

import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.responses.ReferredItems;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.journal.ReceivedRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Relay;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.transport.BodyReader;
import dev.cannery.internal.server.transport.LongWork;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.ParsedBodies;
import dev.cannery.internal.server.transport.Transport;
import dev.cannery.internal.wire.QueryText;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** A request over HTTP, and the connection on which it is answered. */
final class Call implements BodyReader.Receiver {
    /** Longer bodies are parsed on another thread, because this one also serves other connections. */
    private static final int LONG_BODY = 256 << 10;

    private final Transport transport;
    private final Scope scope;
    private final Stubs stubs;
    private final ApiPath target;
    private final String root;
    private final Request request;
    private final Response response;
    private final AccessLog.Visit visit;
    private final MemoryBudget.Share share;
    private final AnswerSender sender;
    private Callback done;
    private byte[] body = {};
    private @Nullable ReferredItems referred;
    private long readAt;

    /**
     * Creates a call; {@link #start()} starts it.
     *
     * @param target what the path refers to
     * @param root the prefix that its scope adds to paths; empty outside of scopes
     * @param visit completed when the call ends
     */
    Call(
            Transport transport,
            Scope scope,
            Stubs stubs,
            ApiPath target,
            String root,
            Request request,
            Response response,
            AccessLog.Visit visit) {
        this.transport = transport;
        this.scope = scope;
        this.stubs = stubs;
        this.target = target;
        this.root = root;
        this.request = request;
        this.response = response;
        this.visit = visit;
        this.share = transport.memory().share();
        this.sender = new AnswerSender(this, scope.memory());
        this.done = visit;
    }

    /** Reads the body, and then answers. */
    void start() {
        if (!transport.traffic().begin()) {
            Sender.sendWhole(ServerError.closing().render(provider()), response, visit);
            return;
        }
        scope.memory().underWay().incrementAndGet();
        AtomicBoolean released = new AtomicBoolean();
        done = Callback.from(visit, () -> {
            // an exception thrown while this completes leads to a second completion, as failed
            if (released.compareAndSet(false, true)) {
                share.release();
                scope.memory().underWay().decrementAndGet();
                transport.traffic().end();
            }
        });
        new BodyReader(request, response, done, transport.bodies(), share, transport.pacer(), this).start();
    }

    @Override
    public void read(byte[] bytes) {
        body = bytes;
        readAt = System.nanoTime();
        guarded(this::run);
    }

    private void run() {
        LongWork work = transport.longWork();
        Exchange exchange = new Exchange(this, scope, stubs);
        if (body.length <= LONG_BODY || isUnknown()) {
            exchange.run();
        } else if (body.length > work.longestBody()) {
            refuse(ServerError.bodyTooLargeForHeap(work.longestBody()), done);
        } else {
            work.execute(body.length, () -> guarded(exchange::run), () -> refuse(ServerError.overloaded(), done));
        }
    }

    /**
     * Runs a task on a thread where an exception would be lost: the request is answered and its memory share released
     * in any case. WireMock throws checked exceptions that it does not declare.
     */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (Exception | Error e) {
            done.failed(e);
        }
    }

    @Override
    public void refuse(ServerError error, Callback end) {
        done = end;
        body = new byte[0];
        readAt = System.nanoTime();
        guarded(() -> {
            Provider provider = provider();
            new Exchange(this, scope, stubs)
                    .conclude(Answer.own(
                            error.render(provider),
                            provider.errorHeaders(error.error().status())));
        });
    }

    Provider provider() {
        return scope.program().providerAt(path());
    }

    /** Whether the request is for a chat completion. */
    boolean isChat() {
        return target.kind() == ApiPath.Kind.CHAT;
    }

    /** Returns what the path refers to. */
    ApiPath target() {
        return target;
    }

    /** Whether the API has no such path. */
    boolean isUnknown() {
        return target.kind() == ApiPath.Kind.NONE;
    }

    String method() {
        return request.getMethod();
    }

    String path() {
        return Request.getPathInContext(request);
    }

    /** Returns the root URL of the scope as the client knows it. */
    String root() {
        HttpURI uri = request.getHttpURI();
        return uri.getScheme() + "://" + uri.getAuthority() + root;
    }

    boolean isInScope() {
        return !root.isEmpty();
    }

    @Nullable
    String header(String name) {
        return headers().get(name);
    }

    Request request() {
        return request;
    }

    byte[] body() {
        return body;
    }

    Response response() {
        return response;
    }

    Transport transport() {
        return transport;
    }

    /** Returns the time at which the request had arrived, as of {@link System#nanoTime}. */
    long readAt() {
        return readAt;
    }

    AccessLog.Visit visit() {
        return visit;
    }

    /** Returns the callback to complete at the end of the response. */
    Callback done() {
        return done;
    }

    /** Returns what records and sends the answer. */
    AnswerSender sender() {
        return sender;
    }

    MemoryBudget.Share share() {
        return share;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getName(), field.getValue(), (first, next) -> first + ", " + next);
        }
        return headers;
    }

    private Map<String, String> query() {
        return QueryText.parse(request.getHttpURI().getQuery());
    }

    /**
     * Returns the request as a chat request.
     *
     * @throws MalformedRequestException if the body is not one JSON object
     */
    ChatRequest parse() throws MalformedRequestException {
        ParsedBodies.Parsed parsed = transport.parsed().parse(body);
        if (parsed.bytes() != body) {
            // an equal earlier request may have the same bytes: the journal then keeps them once
            body = parsed.bytes();
            share.release();
        }
        ChatRequest chat = ChatRequest.of(
                        path(), headers(), parsed.body(), scope.memory().responses())
                .withQuery(query());
        referred = chat.referred().orElse(null);
        return chat;
    }

    /** Whether an interaction matches the request. A body that cannot be parsed counts as matched, because it needs no provider. */
    boolean isMatched(Program program) {
        try {
            return program.match(parse()).isPresent();
        } catch (MalformedRequestException e) {
            return true;
        }
    }

    /** Lets a provider answer. */
    void forward(Upstream upstream) {
        upstream.forward(
                ForwardedCall.requestOf(this),
                new ForwardedCall(transport.providers(), new Relay(response, transport.pacer(), done), this));
    }

    /** Answers with an error of the server itself, because the provider cannot be reached. */
    void refuse(int status, String sentence) {
        new Exchange(this, scope, stubs).conclude(Answer.refusal(ServerError.failure(status, sentence), provider()));
    }

    /** Records what a provider answered. */
    void recordForwarded(RenderedResponse sent) {
        sender.record(Answer.because(new Answer.Cause.Forwarded(), sent, ProviderHeaders.NONE))
                .end();
    }

    /** Returns the request, redacted, in the form of recordings. */
    RecordedRequest received() {
        return received(body).toRecorded();
    }

    /** Returns the request with these bytes as its body, for the journal. */
    ReceivedRequest received(byte[] bytes) {
        return ReceivedRequest.of(request, bytes, referred, readAt);
    }

    ApiRequest toApiRequest() {
        return new ApiRequest(method(), path(), target, query(), ByteBuffer.wrap(body));
    }

    /** Returns the refusal of a body that cannot be parsed. */
    Answer malformed(MalformedRequestException fault, Provider provider) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        return encoding == null
                ? Answer.malformed(fault, path(), provider)
                : Answer.refusal(ServerError.bodyEncoded(encoding), provider);
    }

    /** Runs a step that may answer. If the server itself fails, the failing test must receive that as a response. */
    Optional<Answer> attempt(Supplier<Optional<Answer>> step, Provider provider) {
        try {
            return step.get();
        } catch (Exception | Error e) {
            return Optional.of(sender.failure(e, provider));
        }
    }

    /** Lets a service answer instead of this call. The journal records no exchange. */
    void serve(AdminCall.Service service) {
        service.serve(new ReplayedRequest(request, body), share, response, done);
    }
}
