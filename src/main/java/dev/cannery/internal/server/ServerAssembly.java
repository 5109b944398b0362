package dev.cannery.internal.server;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.host.Breakdown;
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.host.Startup;
import dev.cannery.internal.server.host.WarmUp;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.tls.Identity;
import dev.cannery.internal.server.transport.Transport;
import java.net.URI;

/** Creates and connects the parts of a server. */
final class ServerAssembly {
    private static final int MOST_STORED = 1_000;
    private static final long HEAVIEST_STORED = 64L << 20;

    /** The maximum number of API keys with separate rate limits. */
    private static final int MOST_KEYS = 10_000;

    private ServerAssembly() {}

    static MockServer start(ServerSettings settings) {
        TransportOptions options = settings.transport();
        AdminGuard guard = AdminGuard.of(settings.address(), settings.adminToken());
        Identity identity = options.identity(settings.address().host()).orElse(null);
        Startup.loadJetty();

        // program and memory
        Program program = Program.of(Policy.of(settings), settings.contracts(), settings.responder());
        Memory.Limits limits = new Memory.Limits(
                settings.rateLimit(),
                MOST_KEYS,
                new Memory.Stores(MOST_STORED, BoundedCache.bytes(HEAVIEST_STORED)),
                new Memory.Listeners(
                        new CountedEvents(settings.listeners().events()),
                        settings.listeners().accesses()));
        LiveScope main =
                new LiveScope(program, new Memory(new Journal(settings.journal()), limits), settings.upstream());
        Scopes scopes = new Scopes(main, limits);

        // transport
        Breakdown broken = new Breakdown(settings.whenBroken());
        Pacer pacer = new Pacer(broken::by);
        long heap = Runtime.getRuntime().maxMemory();
        Transport transport = Transport.of(pacer, settings.bodies(), options.speed(), heap);
        FrontServer front = new FrontServer(settings.address(), identity, broken);
        WireMockHost wireMock = new WireMockHost(front, settings.stubs(), main);
        WarmUp warmUp = new WarmUp();
        Runnable shutdown = new Shutdown(transport, wireMock, options.drain());
        front.start(new Router(scopes, warmUp, wireMock, guard, options.cors(), transport, shutdown));

        URI root = settings.address().root(identity == null ? "http" : "https", front.port());
        if (identity == null) {
            warmUp.start(root);
        }
        return new MockServer(scopes, wireMock, root, identity, shutdown);
    }
}
