package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.provider.Head;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.transport.Delivery;
import dev.cannery.internal.server.transport.LongWork;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.ParsedBodies;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.QueryText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request to the API, from its headers to the end of its answer. */
final class ChatCall implements BodyReader.Receiver {
    /** A longer body is parsed on another thread, because this one has other connections to serve. */
    private static final int LONG_BODY = 256 << 10;

    private final Engine engine;
    private final Fallback fallback;
    private final @Nullable ApiPath target;
    private final Request request;
    private final Response response;
    private final Callback uncounted;
    private final Callback callback;
    private final MemoryBudget.Share memory;
    private byte[] body = {};

    /**
     * A call that begins when it is started.
     *
     * @param target what it is about, null when it completes a chat
     */
    ChatCall(
            Engine engine,
            Fallback fallback,
            @Nullable ApiPath target,
            Request request,
            Response response,
            Callback callback) {
        this.engine = engine;
        this.fallback = fallback;
        this.target = target;
        this.request = request;
        this.response = response;
        this.uncounted = callback;
        this.memory = engine.link().memory().share();
        this.callback = Callback.from(callback, () -> {
            memory.release();
            engine.link().traffic().end();
        });
    }

    void start() {
        if (!engine.link().traffic().begin()) {
            AnswerWriter.sendWhole(
                    ServerErrors.renderAndClose(ServerErrors.closing(), provider()), response, uncounted);
            return;
        }
        new BodyReader(request, engine.link().bodies(), memory, engine.pacer(), this).start();
    }

    @Override
    public void read(byte[] bytes) {
        body = bytes;
        long readAt = System.nanoTime();
        LongWork work = engine.link().longWork();
        if (bytes.length <= LONG_BODY) {
            answer(readAt);
        } else if (bytes.length > work.longestBody()) {
            refuse(ServerErrors.bodyTooLargeForHeap(work.longestBody()), callback);
        } else {
            work.execute(bytes.length, () -> answerOrFail(readAt), this::overloaded);
        }
    }

    /** On a thread where nobody would hear what is thrown. */
    private void answerOrFail(long readAt) {
        try {
            answer(readAt);
        } catch (RuntimeException | Error e) {
            callback.failed(e);
        }
    }

    @Override
    public void tooLarge() {
        refuse(ServerErrors.bodyTooLarge(engine.link().bodies().bytes()), lingering());
    }

    @Override
    public void overloaded() {
        body = new byte[0];
        AnswerWriter.sendWhole(ServerErrors.overloaded(provider()), response, lingering());
    }

    /** Who is still sending hears of a closed connection before the answer, unless the rest is taken. */
    private Callback lingering() {
        return Callback.from(() -> Linger.start(request, engine.pacer(), callback), callback::failed);
    }

    @Override
    public void timedOut() {
        refuse(ServerErrors.bodyTimeout(engine.link().bodies().timeout()), callback);
    }

    @Override
    public void broken(Throwable failure) {
        if (failure instanceof Error) {
            send(failure(failure), System.nanoTime(), response, lingering());
        } else {
            AnswerWriter.giveUp(failure, response, engine.pacer(), callback);
        }
    }

    private void answer(long readAt) {
        Reply reply = reply();
        if ((reply.isMiss() || target != null) && engine.hasStubs().getAsBoolean()) {
            Fallback.Answer otherwise = (given, done) -> conclude(reply, readAt, given, done);
            fallback.serve(new ReplayedRequest(request, body), response, callback, otherwise);
        } else {
            conclude(reply, readAt, response, callback);
        }
    }

    private void conclude(Reply reply, long readAt, Response given, Callback done) {
        Reply told = reply;
        try {
            reply.report(engine.events(), Request.getPathInContext(request));
        } catch (RuntimeException | Error e) {
            told = failure(e);
        }
        send(told, readAt, given, done);
    }

    /** Sends a reply; the first byte leaves when the answer's own delay is over. */
    private void send(Reply reply, long readAt, Response given, Callback done) {
        long worked = Math.max(
                System.nanoTime() - readAt, reply.response().delay().fixed().toNanos());
        HeadWriter.write(reply.head(), given.getHeaders(), worked);
        ChatExchange exchange = record(reply, given.getHeaders().asImmutable(), readAt);
        AnswerWriter.send(exchange, engine.pacer(), given, new Callback.Nested(done) {
            @Override
            public void failed(Throwable failure) {
                if (failure instanceof Delivery.Fault fault) {
                    giveUp(exchange, fault, given, done);
                } else {
                    super.failed(failure);
                }
            }
        });
    }

    /** Says what failed in place of the answer, unless that has begun: then it breaks off. */
    private void giveUp(ChatExchange exchange, Delivery.Fault fault, Response given, Callback done) {
        Reply failure = failure(fault.getCause());
        if (given.isCommitted()) {
            AnswerWriter.breakOff(given, engine.pacer(), done);
            return;
        }
        given.reset();
        engine.journal().remove(exchange.id());
        ChatExchange instead = record(
                failure, given.getHeaders().asImmutable(), exchange.request().nanoTime());
        instead.end();
        AnswerWriter.sendWhole(failure.response(), given, done);
    }

    private Reply reply() {
        try {
            return target == null ? completion() : engine.responder().respond(apiRequest(target));
        } catch (RuntimeException | Error e) {
            return failure(e);
        }
    }

    /** A fault of ours must reach the failing test as an answer, not as a closed connection or none. */
    private Reply failure(@Nullable Throwable fault) {
        String sentence = OneLine.of("The mock server failed: " + fault);
        try {
            engine.events().accept(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence));
        } catch (RuntimeException | Error e) {
            sentence += "; nor could it be told: " + e;
        }
        return Reply.of(ServerErrors.render(ServerErrors.failure(500, sentence), provider()), Head.NONE);
    }

    /** The provider's words do not say where the JSON breaks off; people are told. */
    private Reply refuse(MalformedRequestException malformed) {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null) {
            return Reply.of(ServerErrors.render(ServerErrors.bodyEncoded(encoding), provider()), Head.NONE);
        }
        String path = Request.getPathInContext(request);
        if (!engine.warmUp().isAt(path)) {
            String sentence = OneLine.of("refused POST " + path + ": " + malformed.getMessage());
            engine.events()
                    .accept(ServerEvent.of(ServerEvent.Kind.MALFORMED, sentence).with("path", path));
        }
        return engine.responder().refuse(path, headers()::get, malformed.toApiError());
    }

    private Reply completion() {
        ParsedBodies.Parsed parsed;
        try {
            parsed = engine.link().parsed().parse(body);
        } catch (MalformedRequestException e) {
            return refuse(e);
        }
        if (parsed.bytes() != body) {
            // those of an earlier request that was the same: the journal keeps them once
            body = parsed.bytes();
            memory.release();
        }
        ChatRequest chat = ChatRequest.of(Request.getPathInContext(request), headers(), parsed.tree())
                .withQuery(query());
        return engine.faults().respond(chat, engine.responder());
    }

    /** Who is played, where the request is none that could be matched. */
    private Provider provider() {
        return engine.responder().providerAt(Request.getPathInContext(request));
    }

    private ApiRequest apiRequest(ApiPath at) {
        return new ApiRequest(
                request.getMethod(),
                Request.getPathInContext(request),
                at,
                query(),
                headers()::get,
                new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> query() {
        return QueryText.parse(request.getHttpURI().getQuery());
    }

    private void refuse(ApiError error, Callback done) {
        Provider provider = provider();
        Reply reply = Reply.of(ServerErrors.renderAndClose(error, provider), provider.errorHead(error.status()));
        send(reply, System.nanoTime(), response, done);
    }

    /** Writes the journal before the answer leaves, so that a client that has the answer finds the entry. */
    private ChatExchange record(Reply reply, HttpFields ahead, long readAt) {
        engine.accesses().note(request, reply);
        ReceivedRequest received = ReceivedRequest.of(request, body, readAt);
        ChatExchange exchange = new ChatExchange(
                engine.journal().nextId(),
                received,
                reply,
                ahead,
                engine.link().timeline(readAt, reply.response().delay().perConcurrent()));
        engine.journal().add(exchange);
        return exchange;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getName(), field.getValue(), (first, next) -> first + ", " + next);
        }
        return headers;
    }
}
