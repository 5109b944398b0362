package dev.cannery.server;

import dev.cannery.server.provider.Provider;
import dev.cannery.server.transport.AnswerWriter;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands requests to WireMock's own handlers, which block, on a thread of the pool. */
final class Fallback {
    /** The request attribute under which the {@link Answer} waits that is given when WireMock has none. */
    static final String OTHERWISE = "dev.cannery.server.otherwise";

    private final WireMockHost wireMock;

    Fallback(WireMockHost wireMock) {
        this.wireMock = wireMock;
    }

    /** Lets WireMock answer a request that no interaction matched, and gives the other answer when it has no stub either. */
    void serve(ReplayedRequest request, Response response, Callback callback, Answer otherwise) {
        request.setAttribute(OTHERWISE, otherwise);
        serve(request, response, callback);
    }

    void serve(Request request, Response response, Callback callback) {
        try {
            request.getComponents().getExecutor().execute(() -> handle(request, response, callback));
        } catch (RejectedExecutionException e) {
            callback.failed(e);
        }
    }

    private void handle(Request request, Response response, Callback callback) {
        try {
            Optional<Handler> handler = wireMock.handler();
            if (handler.isEmpty()) {
                AnswerWriter.sendWhole(
                        ServerErrors.renderAndClose(ServerErrors.closing(), Provider.standard()), response, callback);
            } else if (!handler.get().handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception | Error e) {
            Response.writeError(request, response, callback, e);
        }
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void give(Response response, Callback callback);
    }
}
