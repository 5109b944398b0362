package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.transport.Link;
import dev.cannery.internal.server.transport.MemoryBudget;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands requests to WireMock's own handlers, which block, on threads of their own. Bodies are read before, within the bounds
 * that hold for all: WireMock would wait for a slow one, and read an endless one to no end.
 */
final class Fallback implements AutoCloseable {
    /** The request attribute under which the {@link Answer} waits that is given when WireMock has none. */
    static final String OTHERWISE = "dev.cannery.internal.server.otherwise";

    private final WireMockHost wireMock;
    private final Link link;
    private final JournalApi journal;
    private final HostThreads threads = new HostThreads();

    Fallback(WireMockHost wireMock, Link link, JournalApi journal) {
        this.wireMock = wireMock;
        this.link = link;
        this.journal = journal;
    }

    /** Lets WireMock answer a request that no interaction matched, and gives the other answer when it has no stub either. */
    void serve(ReplayedRequest request, Response response, Callback callback, Answer otherwise) {
        request.setAttribute(OTHERWISE, otherwise);
        MemoryBudget.Share memory = link.memory().share();
        handOn(request, response, Callback.from(callback, memory::release), memory);
    }

    void serve(Request request, Response response, Callback callback) {
        MemoryBudget.Share memory = link.memory().share();
        Body body = new Body(request, response, Callback.from(callback, memory::release), memory);
        new BodyReader(request, link.bodies(), memory, link.pacer(), body).start();
    }

    /** Runs on a thread that may block. */
    private void execute(Request request, Response response, Callback callback, Runnable work) {
        try {
            threads.at(Request.getPathInContext(request)).execute(work);
        } catch (RejectedExecutionException e) {
            send(ServerErrors.busy(Provider.standard(), String.valueOf(e.getMessage())), response, callback);
        }
    }

    private void handOn(ReplayedRequest request, Response response, Callback callback, MemoryBudget.Share memory) {
        execute(request, response, callback, () -> {
            try {
                Optional<RenderedResponse> refusal =
                        new StubRequest(request).refusal(link.bodies().bytes(), memory);
                if (refusal.isPresent()) {
                    send(refusal.get(), response, callback);
                } else {
                    handle(request, response, callback);
                }
            } catch (Exception | Error e) {
                fail(e, response, callback);
            }
        });
    }

    private void handle(ReplayedRequest request, Response response, Callback callback) throws Exception {
        if (JournalApi.serves(request.getMethod(), Request.getPathInContext(request))) {
            journal.answer(request, response, callback);
            return;
        }
        Optional<Handler> handler = wireMock.handler();
        if (handler.isEmpty()) {
            send(ServerErrors.renderAndClose(ServerErrors.closing(), Provider.standard()), response, callback);
        } else if (!handler.get().handle(request, response, callback)) {
            Response.writeError(request, response, callback, 404);
        }
    }

    /** As JSON, where Jetty would render a page. */
    private static void fail(Throwable failure, Response response, Callback callback) {
        if (response.isCommitted()) {
            callback.failed(failure);
            return;
        }
        response.reset();
        send(
                ServerErrors.renderAndClose(
                        ServerErrors.failure(500, "The mock server failed: " + failure), Provider.standard()),
                response,
                callback);
    }

    private static void send(RenderedResponse answer, Response response, Callback callback) {
        AnswerWriter.sendWhole(answer, response, callback);
    }

    @Override
    public void close() {
        threads.close();
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void give(Response response, Callback callback);
    }

    /** Takes the body of a request to a path that is no chat. */
    private final class Body implements BodyReader.Receiver {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final MemoryBudget.Share memory;

        Body(Request request, Response response, Callback callback, MemoryBudget.Share memory) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.memory = memory;
        }

        @Override
        public void read(byte[] body) {
            handOn(new ReplayedRequest(request, body), response, callback, memory);
        }

        @Override
        public void tooLarge() {
            refuse(ServerErrors.bodyTooLarge(link.bodies().bytes()));
        }

        @Override
        public void overloaded() {
            send(ServerErrors.overloaded(Provider.standard()), response, lingering());
        }

        @Override
        public void timedOut() {
            send(
                    ServerErrors.renderAndClose(
                            ServerErrors.bodyTimeout(link.bodies().timeout()), Provider.standard()),
                    response,
                    callback);
        }

        @Override
        public void broken(Throwable failure) {
            if (failure instanceof Error) {
                refuse(ServerErrors.failure(500, "The mock server failed: " + failure));
            } else {
                AnswerWriter.giveUp(failure, response, link.pacer(), callback);
            }
        }

        private void refuse(ApiError error) {
            send(ServerErrors.renderAndClose(error, Provider.standard()), response, lingering());
        }

        private Callback lingering() {
            return Callback.from(() -> Linger.start(request, link.pacer(), callback), callback::failed);
        }
    }
}
