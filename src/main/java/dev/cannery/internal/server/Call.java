package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.responses.ReferredItems;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.journal.JournalEntry;
import dev.cannery.internal.server.journal.ReceivedRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Delivery;
import dev.cannery.internal.server.sending.Relay;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.sending.Timeline;
import dev.cannery.internal.server.transport.BodyReader;
import dev.cannery.internal.server.transport.LongWork;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.ParsedBodies;
import dev.cannery.internal.server.transport.Transport;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.QueryText;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpException;
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

    private Provider provider() {
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

    Transport transport() {
        return transport;
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

    /** Whether an interaction matches the request. A body that cannot be parsed counts as matched: it needs no provider. */
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
                ForwardedCall.requestOf(this), new ForwardedCall(new Relay(response, transport.pacer(), done), this));
    }

    /** Answers with an error of the server itself, because the provider cannot be reached. */
    void refuse(int status, String sentence) {
        new Exchange(this, scope, stubs).conclude(Answer.refusal(ServerError.failure(status, sentence), provider()));
    }

    /** Records what a provider answered. */
    void recordForwarded(RenderedResponse sent) {
        record(Answer.because(new Answer.Cause.Forwarded(), sent, ProviderHeaders.NONE))
                .end();
    }

    /** Returns the request, redacted, in the form of recordings. */
    RecordedRequest received() {
        return received(body).toRecorded();
    }

    private ReceivedRequest received(byte[] bytes) {
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
            return Optional.of(failure(e, provider));
        }
    }

    /** Reports that the server failed, and returns the answer that says so. */
    private Answer failure(@Nullable Throwable fault, Provider provider) {
        String sentence = OneLine.of("The mock server failed: " + fault);
        try {
            scope.memory().report(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence));
        } catch (Exception | Error e) {
            sentence += "; this could not be reported: " + e;
        }
        return Answer.refusal(ServerError.failure(500, sentence), provider);
    }

    /** Lets a service answer instead of this call. The journal records no exchange. */
    void serve(AdminCall.Service service) {
        service.serve(new ReplayedRequest(request, body), share, response, done);
    }

    /** Notifies listeners of what the answer has to report. Returns the answer, or a failure if the listener throws. */
    Answer report(Answer answer, Provider provider) {
        try {
            if (answer.notice() != null) {
                scope.memory().report(answer.notice());
            }
            return answer;
        } catch (Exception | Error e) {
            return failure(e, provider);
        }
    }

    /**
     * Records the answer in the journal before it is sent, so that a client that has received it finds the entry.
     *
     * @return the entry of what is to be sent
     */
    JournalEntry record(Answer answer) {
        visit.answeredBy(answer);
        RenderedResponse rendered = answer.response();
        long worked =
                Math.max(System.nanoTime() - readAt, rendered.delay().fixed().toNanos());
        answer.headers().addTo(response.getHeaders(), worked);
        ServeEvent stubbed = answer.stubbed();
        JournalEntry entry = new JournalEntry(
                stubbed == null ? scope.memory().journal().nextId() : stubbed.getId(),
                received(stubbed == null ? body : stubbed.getRequest().getBody()),
                answer,
                response.getHeaders().asImmutable(),
                timeline(answer));
        scope.memory().journal().add(entry);
        return entry;
    }

    private Timeline timeline(Answer answer) {
        if (answer.stubbed() != null) {
            // delays of stubs are not scaled like those of a contract
            return new Timeline(readAt, Duration.ZERO, Speed.REAL);
        }
        Duration perConcurrent = answer.response().delay().perConcurrent();
        Duration extra =
                perConcurrent.multipliedBy(Math.max(0, scope.memory().underWay().get() - 1L));
        return new Timeline(readAt, extra, transport.speed());
    }

    /** Sends the recorded answer; the first byte leaves when its delay has passed. */
    void send(JournalEntry entry) {
        Sender.send(entry, transport.pacer(), response, new Callback.Nested(done) {
            @Override
            public void failed(Throwable failure) {
                if (failure instanceof Delivery.Fault fault) {
                    giveUp(entry, failure(fault.getCause(), provider()));
                } else {
                    if (failure instanceof HttpException) {
                        // Jetty cannot send this answer, for example because it has too many headers, and sends an
                        // error instead
                        replace(entry, failure(failure, provider()));
                    }
                    super.failed(failure);
                }
            }
        });
    }

    private void replace(JournalEntry entry, Answer failure) {
        visit.answeredBy(failure);
        scope.memory().journal().replace(entry.answeredBy(failure));
    }

    /** Sends the failure instead of the answer. If part of the answer has been sent already, closes the connection. */
    private void giveUp(JournalEntry entry, Answer failure) {
        if (response.isCommitted()) {
            Sender.breakOff(response, transport.pacer(), done);
        } else {
            response.reset();
            replace(entry, failure);
            Sender.sendWhole(failure.response(), response, done);
        }
    }
}
