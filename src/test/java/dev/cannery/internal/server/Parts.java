package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.Cors;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.host.BindAddress;
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.host.WarmUp;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of a server, for tests that put one together by themselves. */
final class Parts {
    static final BindAddress LOOPBACK = new BindAddress("127.0.0.1", 0);

    private Parts() {}

    static ServerSettings settings(boolean isLenient, @Nullable Function<ChatRequest, Answer> scripted) {
        return new ServerSettings(
                List.of(),
                null,
                ProfileReader.read("lenient"),
                List.of(),
                null,
                isLenient,
                false,
                LOOPBACK,
                TransportOptions.PLAIN,
                new BodyBounds(1, Duration.ofSeconds(1)),
                new Journal.Bounds(10, 1 << 20),
                null,
                null,
                new Memory.Listeners(event -> {}, null),
                sentence -> {},
                scripted,
                null);
    }

    static Program program(boolean isLenient, List<LoadedContract> contracts) {
        return Program.of(Policy.of(settings(isLenient, null)), contracts, null);
    }

    static Memory memory() {
        return new Memory(new Journal(new Journal.Bounds(10, 1 << 20)), limits());
    }

    private static Memory.Limits limits() {
        return new Memory.Limits(null, 0, new Memory.Stores(1, 1), new Memory.Listeners(event -> {}, null));
    }

    /** A router whose requests are all answered by a function. */
    static Router router(FrontServer front, Transport transport, Function<ChatRequest, Answer> scripted) {
        Program program = Program.of(Policy.of(settings(false, scripted)), List.of(), null);
        LiveScope main = new LiveScope(program, memory(), null);
        return new Router(
                new Scopes(main, limits()),
                new WarmUp(),
                new WireMockHost(front, null, main),
                AdminGuard.of(LOOPBACK, null),
                Cors.NONE,
                transport,
                () -> {});
    }
}
