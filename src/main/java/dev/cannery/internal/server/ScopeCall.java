package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.MemoryBudget;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One call of the admin API of scopes. */
final class ScopeCall implements BodyReader.Receiver {
    private static final int MOST_BYTES = 1 << 20;

    private final Engine engine;
    private final ScopeApi api;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final MemoryBudget.Share memory;

    ScopeCall(Engine engine, ScopeApi api, Request request, Response response, Callback callback) {
        this.engine = engine;
        this.api = api;
        this.request = request;
        this.response = response;
        this.memory = engine.link().memory().share();
        this.callback = Callback.from(callback, memory::release);
    }

    void start() {
        BodyBounds bounds = new BodyBounds(MOST_BYTES, engine.link().bodies().timeout());
        new BodyReader(request, bounds, memory, engine.pacer(), this).start();
    }

    @Override
    public void read(byte[] body) {
        // contracts take their time to read, and this thread has connections to serve
        request.getComponents().getExecutor().execute(() -> send(answer(body)));
    }

    private RenderedResponse answer(byte[] body) {
        try {
            return api.answer(request.getMethod(), Request.getPathInContext(request), serverUrl(), query(), body);
        } catch (RuntimeException | Error e) {
            return ServerErrors.render(ServerErrors.failure(500, "The mock server failed: " + e), Provider.standard());
        }
    }

    /** The server as the client calls it, which need not be as it calls itself. */
    private URI serverUrl() {
        return URI.create((request.isSecure() ? "https://" : "http://") + Request.getServerName(request) + ":"
                + Request.getServerPort(request));
    }

    private Map<String, List<String>> query() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        Request.extractQueryParameters(request).forEach(field -> query.put(field.getName(), field.getValues()));
        return query;
    }

    @Override
    public void tooLarge() {
        AnswerWriter.sendWhole(
                ServerErrors.renderAndClose(ServerErrors.bodyTooLarge(MOST_BYTES), Provider.standard()),
                response,
                lingering());
    }

    @Override
    public void overloaded() {
        AnswerWriter.sendWhole(ServerErrors.overloaded(Provider.standard()), response, lingering());
    }

    /** Who is still sending hears of a closed connection before the answer, unless the rest is taken. */
    private Callback lingering() {
        return Callback.from(() -> Linger.start(request, engine.pacer(), callback), callback::failed);
    }

    @Override
    public void timedOut() {
        refuse(ServerErrors.failure(408, "The request's body did not end in time."));
    }

    @Override
    public void broken(Throwable failure) {
        AnswerWriter.giveUp(failure, response, engine.pacer(), callback);
    }

    private void refuse(ApiError error) {
        send(ServerErrors.renderAndClose(error, Provider.standard()));
    }

    private void send(RenderedResponse answer) {
        AnswerWriter.sendWhole(answer, response, callback);
    }
}
