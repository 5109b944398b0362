package dev.cannery.internal.record;

import dev.cannery.internal.server.Upstream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the calls of a server outside of scopes, and of each scope by itself, as tests in other languages need it. */
public final class RecordedScopes implements Upstream {
    private final RecordedProvider provider;
    private final Path folder;
    private final Console console;
    private final Recording outside;
    /** The recordings of scopes that are not ended yet, in the order in which they were opened. */
    private final Set<Recording> scopes = new LinkedHashSet<>();

    /**
     * Receives lines for people, from several threads.
     *
     * @param skipped receives why an answer is not recorded
     * @param recorded receives what became of a scope that expired
     */
    public record Console(Consumer<String> skipped, Consumer<String> recorded) {}

    /**
     * Creates the recording of what is outside of scopes.
     *
     * @param mode which requests are forwarded
     * @param options how calls become contracts
     * @param folder the folder of the files
     */
    public RecordedScopes(
            RecordedProvider provider, Mode mode, RecordingOptions options, Path folder, Console console) {
        this.provider = provider;
        this.folder = folder;
        this.console = console;
        this.outside = new Recording(mode, options);
    }

    @Override
    public Mode mode() {
        return outside.mode();
    }

    @Override
    public void forward(Sent request, Client client) {
        outside.forward(request, client);
    }

    /** Returns the recording of a scope. A name such as {@code WeatherTest.asks} is that of a test, whose class has a file of its own. */
    @Override
    public Upstream forScope(@Nullable Mode mode, String name) {
        endExpired();
        int dot = name.indexOf('.');
        RecordingOptions options = outside.options;
        RecordingOptions own = name.isEmpty()
                ? options
                : options.in(dot > 0 ? name.substring(0, dot) : name).named(name);
        Recording scope = new Recording(mode == null ? mode() : mode, own);
        synchronized (scopes) {
            scopes.add(scope);
        }
        return scope;
    }

    /** Writes what expired scopes have recorded. It takes place when the next scope is opened, since that may block. */
    private void endExpired() {
        List<Recording> expired;
        synchronized (scopes) {
            expired = scopes.stream().filter(scope -> scope.hasExpired).toList();
        }
        expired.forEach(scope -> scope.end().forEach(console.recorded));
    }

    /** Ends all scopes that are still open or have expired, and what is outside of them. */
    @Override
    public List<String> end() {
        List<Recording> open;
        synchronized (scopes) {
            open = List.copyOf(scopes);
        }
        List<String> lines = new ArrayList<>();
        open.forEach(scope -> lines.addAll(scope.end()));
        lines.addAll(outside.end());
        return lines;
    }

    /** The recording of one scope, or of the requests outside of all scopes. */
    private final class Recording implements Upstream {
        private final RecordingOptions options;
        private final RecordingSession session;
        private volatile boolean hasExpired;

        private Recording(Mode mode, RecordingOptions options) {
            this.options = options;
            this.session = new RecordingSession(provider, mode, options, folder, false, console.skipped);
        }

        @Override
        public Mode mode() {
            return session.upstream().mode();
        }

        @Override
        public void forward(Sent request, Client client) {
            session.upstream().forward(request, client);
        }

        @Override
        public void expire() {
            hasExpired = true;
        }

        @Override
        public List<String> end() {
            synchronized (scopes) {
                scopes.remove(this);
            }
            if (session.calls().isEmpty()) {
                return List.of();
            }
            try {
                return session.finish().lines();
            } catch (RecordingException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
