package dev.cannery.server;

import dev.cannery.server.transport.AnswerWriter;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands ahead of WireMock's handlers: answers chat completions itself and guards all else.
 *
 * <p>It says that it never blocks, although the handlers behind it do: Jetty would otherwise hand every request to another
 * thread, which costs more than an answer. So nothing here waits, and WireMock is called on a thread of the pool.
 */
final class ChatHandler extends Handler.Wrapper {
    private static final String CHAT_COMPLETIONS = "/chat/completions";

    private final Engine engine;
    private final AdminGuard guard;
    private final Fallback fallback;

    ChatHandler(Engine engine, AdminGuard guard, Handler wireMock) {
        super(wireMock);
        this.engine = engine;
        this.guard = guard;
        this.fallback = new Fallback(wireMock);
    }

    /** Whether a path is one of chat completions: with or without {@code /v1}, or of an Azure deployment. */
    static boolean isChat(String path) {
        return path.endsWith(CHAT_COMPLETIONS) && !AdminGuard.isAdmin(path);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (isChat(path) && HttpMethod.POST.is(request.getMethod())) {
            Engine used = engine.warmUp().isAt(path) ? engine.unrecorded() : engine;
            new ChatCall(used, fallback, request, response, callback).start();
            return true;
        }
        Optional<String> refusal = guard.refusal(path, request);
        if (refusal.isPresent()) {
            AnswerWriter.sendWhole(
                    ServerErrors.renderAndClose(ServerErrors.adminRefused(refusal.get())), response, callback);
        } else {
            fallback.serve(request, response, callback);
        }
        return true;
    }

    /** Ends every schedule, also when it is the admin API that stops the server. */
    @Override
    protected void doStop() throws Exception {
        engine.pacer().close();
        super.doStop();
    }
}
