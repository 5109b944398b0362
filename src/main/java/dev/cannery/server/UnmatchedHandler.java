package dev.cannery.server;

import dev.cannery.response.RenderedResponse;
import dev.cannery.server.transport.AnswerWriter;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Says in the API's shape that neither an interaction nor a stub answers, where WireMock would render a page or a diff. */
final class UnmatchedHandler implements Request.Handler {
    private static final int NOT_FOUND = 404;

    private final Consumer<String> notices;

    UnmatchedHandler(Consumer<String> notices) {
        this.notices = notices;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        AnswerWriter.sendWhole(answer(request, response.getStatus()), response, callback);
        return true;
    }

    private RenderedResponse answer(Request request, int status) {
        if (status == NOT_FOUND && request.getAttribute(Fallback.MISS) instanceof Reply miss) {
            miss.report(notices);
            return miss.response();
        }
        // The path as the client wrote it: inside WireMock's context a forward may have changed the other forms.
        String path = request.getHttpURI().getPath();
        if (status == NOT_FOUND && ChatHandler.isChat(path)) {
            return ServerErrors.render(ServerErrors.wrongMethod(request.getMethod(), path));
        }
        if (status == NOT_FOUND) {
            return ServerErrors.render(ServerErrors.unknownUrl(request.getMethod(), path));
        }
        return ServerErrors.render(
                ServerErrors.failure(Math.max(status, 400), "WireMock could not serve this request (" + status + ")."));
    }
}
