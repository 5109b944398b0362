package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.scope.ScopePath;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
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
final class ChatHandler extends Handler.Abstract {
    private static final Set<String> CHAT_METHODS = Set.of("POST", "OPTIONS");

    private final Engine engine;
    private final AdminGuard guard;
    private final Cors cors;
    private final Scopes scopes;
    private final WireMockHost wireMock;
    private final Fallback fallback;

    ChatHandler(Engine engine, AdminGuard guard, Cors cors, Scopes scopes, WireMockHost wireMock) {
        this.engine = engine;
        this.guard = guard;
        this.cors = cors;
        this.scopes = scopes;
        this.wireMock = wireMock;
        this.fallback = new Fallback(wireMock, engine.link(), new JournalApi(engine.journal()));
    }

    private static boolean isChat(String path) {
        return ApiPath.isChat(path) && !AdminGuard.isAdmin(path);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback uncounted) {
        String path = Request.getPathInContext(request);
        Callback callback =
                engine.warmUp().isAt(path) ? uncounted : engine.accesses().watching(request, response, uncounted);
        Optional<ScopePath> scoped = ScopePath.parse(path);
        if (scoped.isPresent()) {
            return handleScoped(scoped.get(), request, response, callback);
        }
        return handle(engine.warmUp().isAt(path) ? engine.unrecorded() : engine, path, request, response, callback);
    }

    /** Serves a request to a scope as if it had come without the scope's part of the path. */
    private boolean handleScoped(ScopePath path, Request request, Response response, Callback callback) {
        Optional<ChatScope> scope = scopes.serving(path.id());
        if (scope.isEmpty() || AdminGuard.isAdmin(path.rest())) {
            ApiError error = scope.isEmpty()
                    ? ServerErrors.noScope(path.id())
                    : engine.responder()
                            .providerAt(path.rest())
                            .profile()
                            .refusalOfPath(request.getMethod(), path.rest());
            scopes.countLate(path.id(), request.getMethod(), path.rest());
            refuse(error, path.rest(), response, callback);
            return true;
        }
        HttpURI plain = HttpURI.build(request.getHttpURI()).path(path.rest()).asImmutable();
        Engine own = scope.get().engine();
        Request served = Request.serveAs(request, plain);
        if (isElsewhere(path.rest())) {
            // whose scope it is shall hear of a request that not even a stub answers
            Engine withStubs = own.stubbedBy(engine.hasStubs());
            handleApi(withStubs, path.rest(), ApiPath.none(), served, response, callback);
            return true;
        }
        return handle(own, path.rest(), served, response, callback);
    }

    private static boolean isElsewhere(String path) {
        return !isChat(path) && ApiPath.of(path).isEmpty();
    }

    private boolean handle(Engine used, String path, Request request, Response response, Callback callback) {
        if (isChat(path) && CHAT_METHODS.contains(request.getMethod())) {
            handleApi(used, path, null, request, response, callback);
            return true;
        }
        Optional<ApiPath> target = AdminGuard.isAdmin(path) ? Optional.empty() : ApiPath.of(path);
        if (target.isPresent()) {
            handleApi(used, path, target.get(), request, response, callback);
            return true;
        }
        Optional<String> refusal = guard.refusal(path, request);
        if (refusal.isPresent()) {
            refuse(ServerErrors.adminRefused(refusal.get()), path, response, callback);
        } else if (ScopeApi.serves(path)) {
            new ScopeCall(engine, new ScopeApi(scopes), request, response, callback).start();
        } else {
            fallback.serve(request, response, callback);
        }
        return true;
    }

    private void handleApi(
            Engine used, String path, @Nullable ApiPath target, Request request, Response response, Callback callback) {
        Optional<String> refusal = cors.refusal(request, guard);
        if (refusal.isPresent()) {
            refuse(ServerErrors.originRefused(refusal.get()), path, response, callback);
        } else if (HttpMethod.OPTIONS.is(request.getMethod())) {
            cors.permitAhead(request, response);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            callback.succeeded();
        } else {
            cors.permit(request, response);
            new ChatCall(used, fallback, target, request, response, callback).start();
        }
    }

    private void refuse(ApiError error, String path, Response response, Callback callback) {
        AnswerWriter.sendWhole(
                ServerErrors.renderAndClose(error, engine.responder().providerAt(path)), response, callback);
    }

    /** Reads the stubs ahead of the first request: Jetty starts handlers before it listens. */
    @Override
    protected void doStart() throws Exception {
        wireMock.readStubs();
        super.doStart();
    }

    /** Ends every schedule, also when it is the admin API that stops the server. */
    @Override
    protected void doStop() throws Exception {
        engine.link().close();
        fallback.close();
        super.doStop();
    }
}
