package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.server.api.ApiPath;
import dev.cannery.server.transport.AnswerWriter;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands ahead of WireMock's handlers: answers the API itself and guards all else.
 *
 * <p>It says that it never blocks, although the handlers behind it do: Jetty would otherwise hand every request to another
 * thread, which costs more than an answer. So nothing here waits, and WireMock is called on a thread of the pool.
 */
final class ChatHandler extends Handler.Wrapper {
    private static final String CHAT_COMPLETIONS = "/chat/completions";
    private static final Set<String> CHAT_METHODS = Set.of("POST", "OPTIONS");

    private final Engine engine;
    private final AdminGuard guard;
    private final Cors cors;
    private final Fallback fallback;

    ChatHandler(Engine engine, AdminGuard guard, Cors cors, Handler wireMock) {
        super(wireMock);
        this.engine = engine;
        this.guard = guard;
        this.cors = cors;
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
        if (isChat(path) && CHAT_METHODS.contains(request.getMethod())) {
            handleApi(path, null, request, response, callback);
            return true;
        }
        Optional<ApiPath> target = AdminGuard.isAdmin(path) ? Optional.empty() : ApiPath.of(path);
        if (target.isPresent()) {
            handleApi(path, target.get(), request, response, callback);
            return true;
        }
        Optional<String> refusal = guard.refusal(path, request);
        if (refusal.isPresent()) {
            refuse(ServerErrors.adminRefused(refusal.get()), path, response, callback);
        } else {
            fallback.serve(request, response, callback);
        }
        return true;
    }

    private void handleApi(
            String path, @Nullable ApiPath target, Request request, Response response, Callback callback) {
        Optional<String> refusal = cors.refusal(request, guard);
        if (refusal.isPresent()) {
            refuse(ServerErrors.originRefused(refusal.get()), path, response, callback);
        } else if (HttpMethod.OPTIONS.is(request.getMethod())) {
            cors.permitAhead(request, response);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
        } else {
            cors.permit(request, response);
            Engine used = engine.warmUp().isAt(path) ? engine.unrecorded() : engine;
            new ChatCall(used, fallback, target, request, response, callback).start();
        }
    }

    private void refuse(ApiError error, String path, Response response, Callback callback) {
        AnswerWriter.sendWhole(
                ServerErrors.renderAndClose(error, engine.responder().providerAt(path)), response, callback);
    }

    /** Ends every schedule, also when it is the admin API that stops the server. */
    @Override
    protected void doStop() throws Exception {
        engine.pacer().close();
        super.doStop();
    }
}
