package dev.cannery.internal.server;

import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.transport.MemoryBudget;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stops the server on request, with WireMock's path and response. WireMock stops the server a tenth of a second after the
 * request, whether or not the client has the response by then.
 */
final class ShutdownApi implements AdminCall.Service {
    private static final String PATH = AdminGuard.ADMIN_ROOT + "/shutdown";

    private final Runnable shutdown;
    private final int mostBytes;

    /** Creates the API of a server that this task stops. */
    ShutdownApi(Runnable shutdown, int mostBytes) {
        this.shutdown = shutdown;
        this.mostBytes = mostBytes;
    }

    static boolean serves(String method, String path) {
        return method.equals("POST") && path.equals(PATH);
    }

    @Override
    public int mostBytes() {
        return mostBytes;
    }

    @Override
    public void answer(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback done) {
        stopAfter(response, done);
    }

    /** Sends the response, and then stops the server on a thread that the server does not wait for. */
    void stopAfter(Response response, Callback done) {
        response.setStatus(200);
        Content.Sink.write(response, true, "", Callback.from(done, new Thread(shutdown, "cannery-shutdown")::start));
    }
}
