package dev.cannery.internal.server;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.journal.LateRequests;
import dev.cannery.internal.server.scope.ScopePath;
import dev.cannery.internal.server.scope.ScopeRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scopes of one server. */
final class Scopes {
    /** The time after which an idle scope that was opened over HTTP is closed. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MOST = 10_000;
    private static final int MOST_REMOTE = 256;
    private static final long HEAP = Runtime.getRuntime().maxMemory();
    private static final int MOST_ENTRIES = 1_000;
    private static final long LARGEST_JOURNAL = 4L << 20;
    private static final long SMALLEST_JOURNAL = 128L << 10;

    /**
     * A contract takes about twenty times its text's size in memory; all scopes together may take an eighth of the
     * heap.
     */
    private static final long MOST_TEXT = Math.max(2L << 20, HEAP / 8 / 20);

    private static final int MOST_LEADS = 8;

    /** The maximum number of API keys with separate rate limits in one scope. */
    private static final int MOST_KEYS = 100;

    private final ScopeRegistry<OpenScope> registry = new ScopeRegistry<>(MOST, System::nanoTime, OpenScope::expire);
    private final ScopeRegistry<OpenScope> remote =
            new ScopeRegistry<>(MOST_REMOTE, System::nanoTime, OpenScope::expire);
    /** The late requests of the most recently closed scopes, by id, so that a client that still uses one is noticed. */
    private final BoundedCache<String, LateRequests> closed = new BoundedCache<>(MOST, MOST, (id, late) -> 1);

    private final LiveScope main;
    private final Memory.Limits limits;

    /** Creates the scopes of a server whose state outside of scopes is {@code main}. */
    Scopes(LiveScope main, Memory.Limits limits) {
        this.main = main;
        this.limits = limits.withKeys(MOST_KEYS);
    }

    LiveScope main() {
        return main;
    }

    /** Opens a scope of the server at this URL; it answers from these contracts until it is closed. */
    OpenScope open(URI server, List<LoadedContract> contracts) {
        return open(server, main.program().with(contracts));
    }

    OpenScope open(URI server, Program program) {
        Journal.Bounds bounds = main.memory().journal().bounds();
        return registry.add(null, id -> scope(id, server, program, new Journal(bounds)));
    }

    /**
     * Opens a scope for a client of the HTTP API. It has a smaller journal, and is closed when it is idle for too long.
     *
     * @throws IllegalStateException if there are too many scopes
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
        LiveScope live = new LiveScope(program, new Memory(journal, limits), null);
        return new OpenScope(this, id, server.resolve(ScopePath.rootOf(id)), live);
    }

    /**
     * Returns the bounds of the journal of one scope: the open scopes share an eighth of the heap. With few scopes,
     * each has some megabytes; with the maximum number, enough memory remains for answering.
     */
    private Journal.Bounds share() {
        return shareOf(remote.size(), HEAP);
    }

    static Journal.Bounds shareOf(int scopes, long heap) {
        long share = heap / 8 / Math.max(1, scopes);
        return new Journal.Bounds(MOST_ENTRIES, Math.min(LARGEST_JOURNAL, Math.max(SMALLEST_JOURNAL, share)));
    }

    /**
     * Checks that there is room for this many more bytes of contracts.
     *
     * @throws IllegalStateException if there is not
     */
    void requireRoom(long bytes) {
        long held = remote.all().stream().mapToLong(OpenScope::taken).sum();
        if (held + bytes > MOST_TEXT) {
            throw new IllegalStateException(
                    "The scopes hold " + held + " bytes of contracts; the maximum is " + MOST_TEXT
                            + ". Close scopes that are no longer needed, or give the server more memory with java -Xmx.");
        }
    }

    /**
     * Returns the loaded contracts with these names.
     *
     * @throws IllegalArgumentException if one is not loaded
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

    /** Returns the scope that serves the URL of the scope with this id; empty if there is none. */
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

    /** Returns the scope with this id that was opened over HTTP; empty if there is none. */
    Optional<OpenScope> find(String id) {
        return remote.find(id);
    }

    /** Returns the scopes that were opened over HTTP, the oldest first. */
    List<OpenScope> remote() {
        return remote.all();
    }

    void end(String id) {
        registry.remove(id).or(() -> remote.remove(id)).ifPresent(scope -> {
            closed.put(id, scope.lateRequests());
            scope.live().memory().clearStored();
        });
    }

    /** Counts a request to a scope that was closed; ignores unknown ids. */
    void countLate(String id, String method, String path) {
        LateRequests late = closed.find(id);
        if (late != null) {
            late.count(method, path);
        }
    }
}
