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
import dev.cannery.internal.server.host.FrontServer;
import dev.cannery.internal.server.host.HandlersFactory;
import dev.cannery.internal.server.stub.StubRules;
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
 * The WireMock server to which the front server passes requests. Loading it takes as long as the rest of the start, and
 * most runs never need it. So it is created at the start only if there are mappings to read, otherwise on first use.
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
     * Creates a host that reads the stubs of a folder, which may be null.
     *
     * @param scope the scope whose journal is also WireMock's
     */
    WireMockHost(FrontServer front, @Nullable Path stubs, LiveScope scope) {
        this.front = front;
        this.stubs = stubs;
        this.scope = scope;
    }

    /**
     * Reads the stubs, if there are any, once the front server has threads.
     *
     * @throws ServerStartException if a stub cannot be read or would proxy
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

    /** Returns WireMock's message as one line and without class names. */
    private static String sentence(MappingFileException failure) {
        return String.valueOf(failure.getMessage())
                .replaceFirst("^Error loading file (.*):\\R", "$1: not a valid WireMock mapping: ")
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

    /** Whether there are any stub mappings, from the folder or added later. */
    boolean hasStubs() {
        Loaded known = loaded;
        return known != null && known.stores.hasStubs();
    }

    /** Whether a request may read a file of the stubs folder. WireMock serves it unless a stub matches. */
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

    /**
     * Lets the stubs answer a request, which may block. There is no answer if the server stopped before WireMock was
     * created.
     */
    void serve(Request request, HttpResponder responder) {
        loaded().ifPresent(known -> known.serve(request, responder));
    }

    /** Returns WireMock's handlers, which block; empty if the server stopped before they were created. */
    Optional<Handler> handler() {
        return loaded().map(Loaded::handler);
    }

    /**
     * Returns the WireMock server.
     *
     * @throws IllegalStateException if the server stopped before WireMock was created
     */
    WireMockServer server() {
        return loaded().orElseThrow(
                        () -> new IllegalStateException("the server was closed before WireMock was created"))
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
        /**
         * Does what WireMock leaves to its servlet: it sets the notifier of the thread, and clears cached parse
         * results.
         */
        void serve(Request request, HttpResponder responder) {
            LocalNotifier.set(server.getOptions().notifier());
            try {
                stubs.handle(request, responder, null);
            } finally {
                RequestCache.onRequestEnd();
            }
        }
    }

    /** Waits until the server has stopped. */
    void join() throws InterruptedException {
        front.join();
    }

    /** Stops the front server and WireMock. */
    void stop() {
        Loaded known = lastLoaded();
        if (known == null) {
            front.stop();
        } else {
            known.server.stop();
        }
    }

    /**
     * Prevents WireMock from being created, and returns it if it was. Threads that wait for it here must continue
     * before they can end.
     */
    private synchronized @Nullable Loaded lastLoaded() {
        isStopped = true;
        return loaded;
    }

    /** WireMock's stores with our journal, and without stubs that would proxy. */
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
