package dev.cannery.internal.server;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.scope.ScopePath;
import dev.cannery.internal.server.scope.ScopeRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scopes of one server. */
final class Scopes {
    /** How long a scope that was opened by HTTP lives when nobody asks for it. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int MOST_REMOTE = 256;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final int MOST_ENTRIES = 1_000;
    private static final long LARGEST_JOURNAL = 4L << 20;
    private static final long SMALLEST_JOURNAL = 128L << 10;

    /** What is read of a contract takes some twenty times as much as its text, and all scopes together an eighth of the heap. */
    private static final long MOST_TEXT = Math.max(2L << 20, HEAP / 8 / 20);

    private static final int MOST_LEADS = 8;

    /** How many API keys the rate limiter of one scope tells apart. */
    private static final int MOST_KEYS = 100;

    private final ScopeRegistry<OpenScope> registry = new ScopeRegistry<>(MOST, System::nanoTime);
    private final ScopeRegistry<OpenScope> remote = new ScopeRegistry<>(MOST_REMOTE, System::nanoTime);
    /** The latest scopes that were closed, by id. A client that still sends to one would otherwise go unnoticed. */
    private final BoundedCache<String, LateRequests> closed = new BoundedCache<>(MOST, MOST, (id, late) -> 1);

    private final LiveScope main;
    private final Memory.Limits limits;

    /** Creates the registry of a server that answers as {@code main} does outside of scopes. */
    Scopes(LiveScope main, Memory.Limits limits) {
        this.main = main;
        this.limits = limits.withKeys(MOST_KEYS);
    }

    LiveScope main() {
        return main;
    }

    /** Opens a scope of a server at this URL, which answers from these contracts until it is closed. */
    OpenScope open(URI server, List<LoadedContract> contracts) {
        return open(server, main.program().with(contracts));
    }

    OpenScope open(URI server, Program program) {
        Journal.Bounds bounds = main.memory().journal().bounds();
        return registry.add(null, id -> scope(id, server, program, new Journal(bounds)));
    }

    /**
     * Opens a scope that was asked for by HTTP: it remembers less, and is forgotten when it is abandoned.
     *
     * @throws IllegalStateException if there are too many
     */
    OpenScope openRemote(URI server, List<LoadedContract> contracts, long bytes) {
        requireRoom(bytes);
        Program program = main.program().with(contracts);
        OpenScope opened = remote.add(PATIENCE, id -> scope(id, server, program, new Journal(this::share)));
        opened.take(bytes);
        remote.all().forEach(scope -> scope.live().memory().journal().trim());
        return opened;
    }

    private OpenScope scope(String id, URI server, Program program, Journal journal) {
        LiveScope live = new LiveScope(program, new Memory(journal, limits));
        return new OpenScope(this, id, server.resolve(ScopePath.rootOf(id)), live);
    }

    /**
     * What one scope remembers: the scopes that are open share an eighth of the heap. The few of a usual run have room for some
     * megabytes each; as many as may be still leave memory to answer with.
     */
    private Journal.Bounds share() {
        return shareOf(remote.size(), HEAP);
    }

    static Journal.Bounds shareOf(int scopes, long heap) {
        long share = heap / 8 / Math.max(1, scopes);
        return new Journal.Bounds(MOST_ENTRIES, Math.min(LARGEST_JOURNAL, Math.max(SMALLEST_JOURNAL, share)));
    }

    /**
     * Makes sure that so many bytes of contracts more can be held.
     *
     * @throws IllegalStateException when they cannot
     */
    void requireRoom(long bytes) {
        long held = remote.all().stream().mapToLong(OpenScope::taken).sum();
        if (held + bytes > MOST_TEXT) {
            throw new IllegalStateException(
                    "the scopes hold " + held + " bytes of contracts, and all together no more than " + MOST_TEXT
                            + ". End those that are needed no longer, or give the server more memory by java -Xmx");
        }
    }

    /**
     * The contracts of the server with these names.
     *
     * @throws IllegalArgumentException when one is not loaded
     */
    List<LoadedContract> loaded(List<String> names) {
        List<LoadedContract> all = main.program().contracts();
        List<String> known = all.stream().map(LoadedContract::name).distinct().toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(ScopeApi.unknownContract(name, known));
            }
        }
        return all.stream().filter(contract -> names.contains(contract.name())).toList();
    }

    /** The scope that serves what comes to the URL of the one with this id; empty when there is none. */
    Optional<OpenScope> serving(String id) {
        Optional<OpenScope> scope = registry.find(id).or(() -> remote.find(id));
        for (int i = 0; i < MOST_LEADS && scope.isPresent(); i++) {
            Optional<OpenScope> next = scope.get().lead();
            if (next.isEmpty()) {
                return scope;
            }
            scope = next;
        }
        return scope;
    }

    /** The scope that was asked for by HTTP and has this id; empty when there is none. */
    Optional<OpenScope> find(String id) {
        return remote.find(id);
    }

    /** The scopes that were asked for by HTTP, the oldest first. */
    List<OpenScope> remote() {
        return remote.all();
    }

    void end(String id) {
        registry.remove(id).or(() -> remote.remove(id)).ifPresent(scope -> {
            closed.put(id, scope.lateRequests());
            scope.live().memory().stored().clear();
        });
    }

    /** Counts a request to a scope that does not exist, if it is one that was closed. */
    void countLate(String id, String method, String path) {
        LateRequests late = closed.find(id);
        if (late != null) {
            late.count(method, path);
        }
    }
}
