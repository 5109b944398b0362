package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.common.LocalNotifier;
import com.github.tomakehurst.wiremock.common.RequestCache;
import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.StubMappingStore;
import dev.cannery.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;

/**
 * WireMock behind the front server. To load it takes as long as all else of a start, and most runs never need it: so it is made
 * at the start only where there are mappings to be read, else when something first asks for it.
 */
final class WireMockHost {
    private static final String MAPPINGS = "mappings";

    private static final String FILES = "__files";
    private static final List<String> INDEXES = List.of("index.json", "index.html", "index.xml", "index.txt");

    private final FrontServer front;
    private final @Nullable Path stubs;
    private final LiveScope scope;
    private volatile @Nullable Loaded loaded;
    private boolean isStopped;

    /**
     * Creates a host that reads the stubs of a folder, null for none.
     *
     * @param scope its journal is WireMock's too
     */
    WireMockHost(FrontServer front, @Nullable Path stubs, LiveScope scope) {
        this.front = front;
        this.stubs = stubs;
        this.scope = scope;
    }

    /**
     * Reads the stubs, where there are any, once the front server has threads.
     *
     * @throws ServerStartException when one cannot be read or would proxy
     */
    void readStubs() {
        if (stubs != null && !Files.isDirectory(stubs)) {
            throw new ServerStartException("stubs folder " + stubs + " does not exist", null);
        }
        if (stubs != null && hasFiles(stubs.resolve(MAPPINGS))) {
            StubRules.check(stubs.resolve(MAPPINGS));
            try {
                loaded();
            } catch (MappingFileException e) {
                throw new ServerStartException(sentence(e), e);
            }
        }
    }

    /** What WireMock says in lines and with its classes. */
    private static String sentence(MappingFileException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^Error loading file (.*):\\R", "$1: this is no mapping of WireMock: ")
                .replaceAll(
                        " \\(class [^)]*\\), not marked as ignorable|`?com\\.github\\.tomakehurst\\.[\\w.$]+\\.", "")
                .replaceAll("\\R *", " ")
                .strip();
    }

    private static boolean hasFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException e) {
            throw new ServerStartException("the stubs in " + folder + " cannot be read", e);
        }
    }

    /** Whether there is any stub mapping, from the folder or made since. */
    boolean hasStubs() {
        Loaded known = loaded;
        return known != null && known.stores.hasStubs();
    }

    /** Whether a request may read a file of the stubs folder. WireMock serves these, unless a stub matches. */
    boolean hasFile(String method, String path) {
        if (stubs == null || !method.equals("GET") || !path.startsWith("/")) {
            return false;
        }
        try {
            Path files = stubs.resolve(FILES).toAbsolutePath().normalize();
            Path file = files.resolve(path.substring(1)).normalize();
            return file.startsWith(files)
                    && (Files.isRegularFile(file)
                            || INDEXES.stream().anyMatch(name -> Files.isRegularFile(file.resolve(name))));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Lets the stubs answer a request, which may block; nothing is answered if the server stopped before WireMock was made. */
    void serve(Request request, HttpResponder responder) {
        loaded().ifPresent(known -> known.serve(request, responder));
    }

    /** WireMock's own handlers, which block; empty when the server has stopped before they were made. */
    Optional<Handler> handler() {
        return loaded().map(Loaded::handler);
    }

    /**
     * WireMock itself.
     *
     * @throws IllegalStateException when the server has stopped before it was made
     */
    WireMockServer server() {
        return loaded().orElseThrow(() -> new IllegalStateException("the server was closed before WireMock was made"))
                .server;
    }

    private Optional<Loaded> loaded() {
        Loaded known = loaded;
        return Optional.ofNullable(known == null ? load() : known);
    }

    private synchronized @Nullable Loaded load() {
        if (loaded == null && !isStopped) {
            FileSource files = HostOptions.files(stubs);
            HostStores stores = new HostStores(files, new JournalView(scope));
            HandlersFactory factory = new HandlersFactory(front);
            WireMockServer server = new WireMockServer(HostOptions.of(files, stores, factory, scope.memory()::report));
            server.start();
            loaded = new Loaded(server, factory.handler(), factory.stubs(), stores);
        }
        return loaded;
    }

    private record Loaded(WireMockServer server, Handler handler, StubRequestHandler stubs, HostStores stores) {
        /** Does what WireMock leaves to its servlet: it looks for its notifier on the thread, and for what it has parsed. */
        void serve(Request request, HttpResponder responder) {
            LocalNotifier.set(server.getOptions().notifier());
            try {
                stubs.handle(request, responder, null);
            } finally {
                RequestCache.onRequestEnd();
            }
        }
    }

    /** Waits until it has stopped. */
    void join() throws InterruptedException {
        front.join();
    }

    /** Stops the front server and what is behind it. */
    void stop() {
        Loaded known = lastLoaded();
        if (known == null) {
            front.stop();
        } else {
            known.server.stop();
        }
    }

    /** What was made, after which nothing more is. The threads that wait here for it have to go on before they can end. */
    private synchronized @Nullable Loaded lastLoaded() {
        isStopped = true;
        return loaded;
    }

    /** WireMock's stores, but for the journal, which is ours, and stubs that would proxy. */
    private static final class HostStores extends DefaultStores {
        private final RequestJournalStore journal;
        private final StubMappingStore stubs = new StubRules();

        HostStores(FileSource files, RequestJournalStore journal) {
            super(files);
            this.journal = journal;
        }

        @Override
        public RequestJournalStore getRequestJournalStore() {
            return journal;
        }

        @Override
        public StubMappingStore getStubStore() {
            return stubs;
        }

        boolean hasStubs() {
            return stubs.getAll().findAny().isPresent();
        }
    }
}
