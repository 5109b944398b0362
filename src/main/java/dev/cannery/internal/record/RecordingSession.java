package dev.cannery.internal.record;

import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.verify.exchange.Timeouts;
import dev.cannery.internal.verify.targets.Target;
import dev.cannery.internal.wire.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A run in which calls of a provider are recorded. The files are written at its end, once the conversations are complete. */
public final class RecordingSession {
    private final RecordingOptions options;
    private final Path folder;
    private final boolean isDry;
    private final RecordingProxy proxy;
    private final Object changed = new Object();
    private final AtomicInteger skipped = new AtomicInteger();

    /**
     * Creates a session.
     *
     * @param takesAll whether requests are forwarded although an interaction matches them
     * @param folder the folder of the files
     * @param isDry whether nothing is written
     * @param console receives lines for people, from several threads
     */
    public RecordingSession(
            Target target,
            Timeouts timeouts,
            boolean takesAll,
            RecordingOptions options,
            Path folder,
            boolean isDry,
            Consumer<String> console) {
        this.options = options;
        this.folder = folder;
        this.isDry = isDry;
        boolean sendsDone =
                target.profile().style().forms().usual().stream().framing().isDone();
        this.proxy =
                new RecordingProxy(target.endpoint(), timeouts, takesAll, sendsDone, new RecordingProxy.Listener() {
                    @Override
                    public void recorded(RecordedCall call) {
                        notifyOfCall();
                    }

                    @Override
                    public void skipped(String reason) {
                        skipped.incrementAndGet();
                        console.accept("not recorded: " + reason);
                    }
                });
    }

    /** Returns the provider to which the server forwards requests. */
    public Upstream upstream() {
        return proxy;
    }

    /** Returns the calls that were recorded so far. */
    public List<RecordedCall> calls() {
        return proxy.calls();
    }

    /** Waits until more calls are recorded than this, and returns how many there are. */
    public int awaitMoreThan(int known) throws InterruptedException {
        synchronized (changed) {
            while (proxy.calls().size() <= known) {
                changed.wait();
            }
            return proxy.calls().size();
        }
    }

    private void notifyOfCall() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private Recording recording() {
        return Recording.of(proxy.calls(), options.redacting(options.redactions(), proxy.secrets()));
    }

    private RecordingWriter writer() {
        return new RecordingWriter(folder, proxy.secrets());
    }

    /**
     * The result of a session.
     *
     * @param recording what was recorded
     * @param files the files that were written, or would be
     * @param lost the number of answers that were not complete
     */
    public record Summary(Recording recording, List<RecordingWriter.Written> files, int lost) {
        public Summary {
            files = List.copyOf(files);
        }

        /** Returns the lines to print: one for each file, and one for each call that was not recorded. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (RecordingWriter.Written written : files) {
                lines.add(written.file() + ": " + written.added().size() + " new, "
                        + written.changed().size() + " changed, " + written.unchanged() + " unchanged");
                written.added().forEach(name -> lines.add("  new        " + name));
                written.changed().forEach(name -> lines.add("  changed    " + name));
                written.kept().forEach(name -> lines.add("  kept       " + name + " (written by hand)"));
            }
            recording
                    .skipped()
                    .forEach(one ->
                            lines.add("not recorded: a call of " + one.call().url() + ", because " + one.reason()));
            recording
                    .unreached()
                    .forEach(call -> lines.add("warning: a call of " + call.url()
                            + " gets another recorded answer. Tell the requests apart with --match or --exact"));
            if (files.isEmpty()) {
                lines.add("nothing was recorded");
            }
            if (lost > 0) {
                lines.add(Words.counted(lost, "answer") + " not recorded");
            }
            return lines;
        }
    }

    /**
     * Writes what was recorded, and returns it.
     *
     * @throws RecordingException if a file cannot be written
     */
    public Summary finish() {
        Recording recording = recording();
        List<RecordingWriter.Written> files = isDry ? writer().plan(recording) : writer().write(recording);
        return new Summary(recording, files, skipped.get());
    }
}
