package dev.cannery.junit;

import dev.cannery.internal.record.RecordingException;
import dev.cannery.internal.record.RecordingSession;
import dev.cannery.internal.server.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The recording of one test. */
final class TestRecording {
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final Upstream upstream;
    private final @Nullable RecordingSession session;

    private TestRecording(Function<Consumer<String>, RecordingSession> begun) {
        session = begun.apply(lost::add);
        upstream = session.upstream();
    }

    private TestRecording(Upstream upstream) {
        this.upstream = upstream;
        this.session = null;
    }

    /** Returns a recording by a session, which reports to a console what is not recorded. */
    static TestRecording by(Function<Consumer<String>, RecordingSession> begun) {
        return new TestRecording(begun);
    }

    /** Returns a recording that refuses all requests, for this reason. */
    static TestRecording refusing(String reason) {
        return new TestRecording(new TestRecorder.NoProvider(reason));
    }

    Upstream upstream() {
        return upstream;
    }

    /** Writes what was recorded. Returns a failure if an answer could not be recorded, because the next run would miss it. */
    Optional<AssertionFailedError> end() {
        if (session == null) {
            return Optional.empty();
        }
        try {
            RecordingSession.Summary summary = session.finish();
            summary.recording()
                    .skipped()
                    .forEach(one ->
                            lost.add("not recorded: a call of " + one.call().url() + ", because " + one.reason()));
            return lost.isEmpty() ? Optional.empty() : Optional.of(new AssertionFailedError(String.join("\n", lost)));
        } catch (RecordingException e) {
            return Optional.of(new AssertionFailedError(e.getMessage()));
        }
    }
}
