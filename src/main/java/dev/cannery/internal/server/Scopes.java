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

    private final ScopeRegistry<ChatScope> registry = new ScopeRegistry<>(MOST, System::nanoTime);
    private final ScopeRegistry<ChatScope> remote = new ScopeRegistry<>(MOST_REMOTE, System::nanoTime);
    /** The latest scopes that were closed, by id. A client that still sends to one would otherwise go unnoticed. */
    private final BoundedCache<String, LateRequests> closed = new BoundedCache<>(MOST, MOST, (id, late) -> 1);

    private final ContractResponder contracts;
    private final Engine engine;

    Scopes(ContractResponder contracts, Engine engine) {
        this.contracts = contracts;
        this.engine = engine;
    }

    /** A scope of a server at this URL, which answers from these contracts until it is closed. */
    ChatScope open(URI server, List<LoadedContract> from) {
        return open(server, contracts.with(from));
    }

    ChatScope open(URI server, ContractResponder responder) {
        Journal.Bounds journal = engine.journal().bounds();
        return registry.add(null, id -> scope(id, server, responder, new Journal(journal)));
    }

    /**
     * A scope that was asked for by HTTP: it remembers less, and is forgotten when it is abandoned.
     *
     * @throws IllegalStateException when there are too many
     */
    ChatScope openRemote(URI server, List<LoadedContract> from, long bytes) {
        requireRoom(bytes);
        ContractResponder responder = contracts.with(from);
        ChatScope opened = remote.add(PATIENCE, id -> scope(id, server, responder, new Journal(this::share)));
        opened.take(bytes);
        remote.all().forEach(scope -> scope.engine().journal().trim());
        return opened;
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
        long held = remote.all().stream().mapToLong(ChatScope::taken).sum();
        if (held + bytes > MOST_TEXT) {
            throw new IllegalStateException(
                    "the scopes hold " + held + " bytes of contracts, and all together no more than " + MOST_TEXT
                            + ". End those that are needed no longer, or give the server more memory by java -Xmx");
        }
    }

    private ChatScope scope(String id, URI server, ContractResponder responder, Journal journal) {
        Engine engineOfItsOwn = engine.scoped(responder, journal);
        return new ChatScope(this, id, server.resolve(ScopePath.rootOf(id)), responder, engineOfItsOwn);
    }

    /**
     * The contracts of the server with these names.
     *
     * @throws IllegalArgumentException when one is not loaded
     */
    List<LoadedContract> loaded(List<String> names) {
        List<LoadedContract> all = contracts.contracts();
        List<String> known = all.stream().map(LoadedContract::name).distinct().toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(ScopeApi.unknownContract(name, known));
            }
        }
        return all.stream().filter(contract -> names.contains(contract.name())).toList();
    }

    /** The scope that serves what comes to the URL of the one with this id; empty when there is none. */
    Optional<ChatScope> serving(String id) {
        Optional<ChatScope> scope = registry.find(id).or(() -> remote.find(id));
        for (int i = 0; i < MOST_LEADS && scope.isPresent(); i++) {
            Optional<ChatScope> next = scope.get().lead();
            if (next.isEmpty()) {
                return scope;
            }
            scope = next;
        }
        return scope;
    }

    /** The scope that was asked for by HTTP and has this id; empty when there is none. */
    Optional<ChatScope> find(String id) {
        return remote.find(id);
    }

    /** The scopes that were asked for by HTTP, the oldest first. */
    List<ChatScope> remote() {
        return remote.all();
    }

    void end(String id) {
        registry.remove(id).or(() -> remote.remove(id)).ifPresent(scope -> {
            closed.put(id, scope.lateRequests());
            scope.forgetStored();
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
