package dev.cannery.internal.record;

import dev.cannery.internal.server.Upstream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the calls of a server outside of scopes, and of each scope by itself, as tests in other languages need it. */
public final class RecordedScopes implements Upstream {
    private final RecordedProvider provider;
    private final RecordingOptions options;
    private final Path folder;
    private final Consumer<String> console;
    private final RecordingSession session;

    /**
     * Creates the recording of what is outside of scopes.
     *
     * @param mode which requests are forwarded
     * @param options how calls become contracts
     * @param folder the folder of the files
     * @param console receives lines for people, from several threads
     */
    public RecordedScopes(
            RecordedProvider provider, Mode mode, RecordingOptions options, Path folder, Consumer<String> console) {
        this.provider = provider;
        this.options = options;
        this.folder = folder;
        this.console = console;
        this.session = new RecordingSession(provider, mode, options, folder, false, console);
    }

    @Override
    public Mode mode() {
        return session.upstream().mode();
    }

    @Override
    public void forward(Sent request, Client client) {
        session.upstream().forward(request, client);
    }

    /** Returns the recording of a scope. A name such as {@code WeatherTest.asks} is that of a test, whose class has a file of its own. */
    @Override
    public Upstream forScope(@Nullable Mode mode, String name) {
        int dot = name.indexOf('.');
        RecordingOptions own = name.isEmpty()
                ? options
                : options.in(dot > 0 ? name.substring(0, dot) : name).named(name);
        return new RecordedScopes(provider, mode == null ? mode() : mode, own, folder, console);
    }

    @Override
    public List<String> end() {
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
