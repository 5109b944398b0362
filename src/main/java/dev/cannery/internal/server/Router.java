package dev.cannery.internal.server;

import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.Cors;
import dev.cannery.internal.server.admin.JournalApi;
import dev.cannery.internal.server.admin.SearchTime;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.host.BlockingThreads;
import dev.cannery.internal.server.host.WarmUp;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.scope.ScopePath;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.transport.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Checks whether a request is admitted, and passes it to an {@link Exchange} in its scope or to the admin API.
 *
 * The handler declares that it never blocks, although WireMock does: Jetty would otherwise hand every request to
 * another thread, which costs more than a response. So nothing here waits, and WireMock is called on a separate thread.
 */
final class Router extends Handler.Abstract {
    private static final int ADMIN_THREADS = 8;
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);

    private final Scopes scopes;
    private final WarmUp warmUp;
    private final Stubs stubs;
    private final WireMockHost wireMock;
    private final AdminGuard guard;
    private final Cors cors;
    private final Transport transport;
    private final AdminCall.Service scopeApi;
    private final AdminCall.Service journalApi;
    private final AdminCall.Service nearMissApi;
    private final AdminCall.Service shutdownApi;
    private final AdminCall.Service wireMockApi;
    private final SearchTime searchTime = new SearchTime(LONGEST_SEARCH);
    private final BlockingThreads adminThreads = new BlockingThreads("cannery-admin", ADMIN_THREADS);

    Router(
            Scopes scopes,
            WarmUp warmUp,
            WireMockHost wireMock,
            AdminGuard guard,
            Cors cors,
            Transport transport,
            Runnable shutdown) {
        int mostBytes = transport.bodies().bytes();
        this.scopes = scopes;
        this.warmUp = warmUp;
        this.wireMock = wireMock;
        this.guard = guard;
        this.cors = cors;
        this.transport = transport;
        this.scopeApi = new ScopeApi(scopes);
        Journal journal = scopes.main().memory().journal();
        this.journalApi = new JournalApi(journal, searchTime, mostBytes);
        this.nearMissApi = new NearMissApi(journal, wireMock, searchTime, mostBytes);
        this.shutdownApi = new ShutdownApi(shutdown, mostBytes);
        this.wireMockApi = new WireMockService(wireMock, transport);
        this.stubs = new Stubs(wireMock, wireMockApi);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Optional<ScopePath> scoped = ScopePath.parse(path);
        Scope main = scopes.main().now();
        // the warm-up request gets a memory of its own, so that it leaves no trace
        Scope met = warmUp.isAt(path) ? new Scope(main.program(), Memory.ofNothing(), null) : main;
        Consumer<ServerEvent> accesses = met.memory().accesses();
        AccessLog.Visit visit = new AccessLog.Visit(accesses, request, response, callback);
        if (scoped.isPresent()) {
            serveScoped(scoped.get(), request, response, visit);
        } else if (AdminGuard.isAdmin(path)) {
            serveAdmin(path, request, response, visit);
        } else {
            serve(met, path, "", request, response, visit);
        }
        return true;
    }

    /** Serves a request to a scope with the path that remains without the scope's prefix. */
    private void serveScoped(ScopePath path, Request request, Response response, AccessLog.Visit visit) {
        Optional<OpenScope> scope = scopes.serving(path.id());
        if (scope.isEmpty() || AdminGuard.isAdmin(path.rest())) {
            scopes.countLate(path.id(), request.getMethod(), path.rest());
            ServerError error = scope.isEmpty()
                    ? ServerError.noScope(path.id())
                    : ServerError.of(scopes.main()
                            .program()
                            .providerAt(path.rest())
                            .profile()
                            .refusalOfPath(request.getMethod(), path.rest()));
            refuse(error.thenReconnect(), path.rest(), response, visit);
            return;
        }
        HttpURI plain = HttpURI.build(request.getHttpURI()).path(path.rest()).asImmutable();
        Scope met = scope.get().live().now();
        serve(met, path.rest(), ScopePath.rootOf(path.id()), Request.serveAs(request, plain), response, visit);
    }

    private void serve(
            Scope scope, String path, String root, Request request, Response response, AccessLog.Visit visit) {
        ApiPath target = ApiPath.of(request.getMethod(), path);
        boolean isOfApi = !root.isEmpty() || target.kind() != ApiPath.Kind.NONE;
        Optional<ServerError> refusal = isOfApi
                ? cors.refusal(request, guard).map(ServerError::originRefused)
                : guard.refusal(path, request).map(ServerError::adminRefused);
        if (refusal.isPresent()) {
            refuse(refusal.get(), path, response, visit);
        } else if (isOfApi && HttpMethod.OPTIONS.is(request.getMethod())) {
            cors.permitAhead(request, response);
            response.setStatus(HttpStatus.NO_CONTENT_204);
            visit.succeeded();
        } else {
            cors.permit(request, response);
            new Call(transport, scope, stubs, target, root, request, response, visit).start();
        }
    }

    private void serveAdmin(String path, Request request, Response response, AccessLog.Visit visit) {
        Optional<String> refusal = guard.refusal(path, request);
        if (refusal.isPresent()) {
            refuse(ServerError.adminRefused(refusal.get()), path, response, visit);
            return;
        }
        new AdminCall(adminService(request.getMethod(), path), adminThreads, transport, request, response, visit)
                .start();
    }

    private AdminCall.Service adminService(String method, String path) {
        if (ScopeApi.serves(path)) {
            return scopeApi;
        }
        if (JournalApi.serves(method, path)) {
            return journalApi;
        }
        if (ShutdownApi.serves(method, path)) {
            return shutdownApi;
        }
        return NearMissApi.serves(method, path) ? nearMissApi : wireMockApi;
    }

    private void refuse(ServerError error, String path, Response response, Callback callback) {
        Sender.sendWhole(error.render(scopes.main().program().providerAt(path)), response, callback);
    }

    /** Reads the stubs before the first request, because Jetty starts handlers before it listens. */
    @Override
    protected void doStart() throws Exception {
        wireMock.readStubs();
        super.doStart();
    }

    /** Stops all scheduled work, also if the admin API stops the server. */
    @Override
    protected void doStop() throws Exception {
        transport.close();
        stubs.close();
        adminThreads.close();
        searchTime.close();
        super.doStop();
    }
}
