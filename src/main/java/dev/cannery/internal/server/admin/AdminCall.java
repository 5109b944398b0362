package dev.cannery.internal.server.admin;

import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.host.BlockingThreads;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.BodyReader;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.server.transport.Transport;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request to the admin API or to a file of the stubs folder. The journal does not record it as an exchange. */
public final class AdminCall implements BodyReader.Receiver {
    private final Service service;
    private final BlockingThreads threads;
    private final Transport transport;
    private final Request request;
    private final Response response;
    private final MemoryBudget.Share share;
    private final Callback done;

    /**
     * Creates a call; {@link #start()} starts it.
     *
     * @param service answers the request on one of the threads
     */
    public AdminCall(
            Service service,
            BlockingThreads threads,
            Transport transport,
            Request request,
            Response response,
            Callback callback) {
        this.service = service;
        this.threads = threads;
        this.transport = transport;
        this.request = request;
        this.response = response;
        this.share = transport.memory().share();
        this.done = Callback.from(callback, share::release);
    }

    /** Answers requests of one kind. */
    public interface Service {
        /** Returns the maximum size of a body in bytes. */
        int mostBytes();

        /**
         * Answers a request.
         *
         * @param share reserves the memory that the answer needs in addition to the body
         */
        void answer(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback done)
                throws Exception;

        /** Answers a request; if that fails, sends an error. */
        default void serve(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback done) {
            try {
                answer(request, share, response, done);
            } catch (InflatedBody.RefusedException e) {
                send(e.error(), response, done);
            } catch (Exception | Error e) {
                if (response.isCommitted()) {
                    done.failed(e);
                } else {
                    response.reset();
                    send(
                            ServerError.failure(500, "The mock server failed: " + e)
                                    .thenReconnect(),
                            response,
                            done);
                }
            }
        }
    }

    /** Reads the body within the common limits, and then answers. */
    public void start() {
        BodyBounds bounds =
                new BodyBounds(service.mostBytes(), transport.bodies().timeout());
        new BodyReader(request, response, done, bounds, share, transport.pacer(), this).start();
    }

    @Override
    public void read(byte[] body) {
        try {
            threads.execute(() -> service.serve(new ReplayedRequest(request, body), share, response, done));
        } catch (RejectedExecutionException e) {
            refuse(ServerError.noThread(String.valueOf(e.getMessage())), done);
        }
    }

    @Override
    public void refuse(ServerError error, Callback end) {
        send(error, response, end);
    }

    private static void send(ServerError error, Response response, Callback end) {
        RenderedResponse rendered = error.render(Provider.standard());
        Sender.sendWhole(rendered, response, end);
    }
}
