package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.server.provider.Head;
import dev.cannery.server.provider.Provider;
import dev.cannery.server.transport.AnswerWriter;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says in the API's shape that neither an interaction nor a stub answers, where WireMock would render a page or a diff. */
final class UnmatchedHandler implements Request.Handler {
    private static final int NOT_FOUND = 404;

    private final Engine engine;

    UnmatchedHandler(Engine engine) {
        this.engine = engine;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = reply(request, response.getStatus());
        reply.head().addTo(response.getHeaders(), 0);
        AnswerWriter.sendWhole(reply.response(), response, callback);
        return true;
    }

    private Reply reply(Request request, int status) {
        if (status == NOT_FOUND && request.getAttribute(Fallback.MISS) instanceof Reply miss) {
            miss.report(engine.notices());
            return miss;
        }
        // The path as the client wrote it: inside WireMock's context a forward may have changed the other forms.
        String path = request.getHttpURI().getPath();
        Provider provider = engine.responder().providerAt(path);
        if (status == NOT_FOUND) {
            return Reply.of(provider.profile().refusalOfPath(request.getMethod(), path), provider);
        }
        ApiError failure =
                ServerErrors.failure(Math.max(status, 400), "WireMock could not serve this request (" + status + ").");
        return Reply.of(ServerErrors.render(failure, provider), Head.NONE);
    }
}
