package dev.cannery.internal.record;

import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.wire.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run in which calls of a provider are recorded. The files are written at its end, once the conversations are complete. */
public final class RecordingSession {
    private final RecordingOptions options;
    private final Path folder;
    private final boolean isDry;
    private final RecordedProvider provider;
    private final RecordingProxy proxy;
    private final Tally tally = new Tally();

    /**
     * Creates a session.
     *
     * @param mode which requests are forwarded
     * @param folder the folder of the files
     * @param isDry whether nothing is written
     * @param console receives lines for people, from several threads
     */
    public RecordingSession(
            RecordedProvider provider,
            Upstream.Mode mode,
            RecordingOptions options,
            Path folder,
            boolean isDry,
            Consumer<String> console) {
        this.provider = provider;
        this.options = options;
        this.folder = folder;
        this.isDry = isDry;
        this.proxy = new RecordingProxy(provider, mode, new RecordingProxy.Listener() {
            @Override
            public void recorded(RecordedCall call, long tokens) {
                tally.add(tokens, call.body().length);
            }

            @Override
            public void skipped(String reason) {
                tally.skip();
                console.accept("not recorded: " + reason);
            }

            @Override
            public void spent(String reason) {
                tally.end(reason);
            }
        });
    }

    /** Counts what is recorded, and notifies who waits for it. */
    private static final class Tally {
        private int calls;
        private int skipped;
        private long tokens;
        private long bytes;
        private @Nullable String spent;

        private synchronized void add(long moreTokens, long moreBytes) {
            calls++;
            tokens += moreTokens;
            bytes += moreBytes;
            notifyAll();
        }

        private synchronized void skip() {
            skipped++;
        }

        private synchronized void end(String reason) {
            spent = reason;
            notifyAll();
        }

        private synchronized Progress awaitMoreThan(int known) throws InterruptedException {
            while (calls <= known && spent == null) {
                wait();
            }
            return progress();
        }

        private synchronized Progress progress() {
            return new Progress(calls, skipped, tokens, bytes, spent);
        }
    }

    /**
     * The progress of a recording.
     *
     * @param calls the number of complete calls
     * @param skipped the number of answers that are not recorded
     * @param tokens the tokens that the calls cost, as far as the provider counts them
     * @param bytes the size of the answers
     * @param spent why no more requests are forwarded; null if they are
     */
    public record Progress(
            int calls,
            int skipped,
            long tokens,
            long bytes,
            @Nullable String spent) {
        /** Returns the counts in a line, such as {@code 2 calls, 1,204 tokens, 3.1 KiB}. */
        public String line() {
            return Words.counted(calls, "call") + ", " + cost();
        }

        private String cost() {
            return (tokens > 0 ? String.format(Locale.ROOT, "%,d tokens, ", tokens) : "")
                    + String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        }
    }

    /** Returns the provider to which the server forwards requests. */
    public Upstream upstream() {
        return proxy;
    }

    /** Returns the calls that were recorded so far. */
    public List<RecordedCall> calls() {
        return proxy.calls();
    }

    /** Waits until more calls are recorded than this, or nothing more can be recorded, and returns what was recorded. */
    public Progress awaitMoreThan(int known) throws InterruptedException {
        return tally.awaitMoreThan(known);
    }

    private RecordedContracts recording() {
        return RecordedContracts.of(proxy.calls(), options.redacting(options.redactions(), proxy.secrets()));
    }

    private RecordingWriter writer() {
        return new RecordingWriter(folder, proxy.secrets());
    }

    /**
     * The result of a session.
     *
     * @param recording what was recorded
     * @param files the files that were written, or would be
     * @param progress the counts
     */
    public record Summary(RecordedContracts recording, List<RecordingWriter.Written> files, Progress progress) {
        public Summary {
            files = List.copyOf(files);
        }

        /** Returns the lines to print: what changed, what was not recorded, a table of the files, and the counts. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (RecordingWriter.Written written : files) {
                written.added().forEach(name -> lines.add("new        " + name));
                written.changed().forEach(name -> lines.add("changed    " + name));
                written.kept().forEach(name -> lines.add("kept       " + name + " (written by hand)"));
            }
            recording
                    .skipped()
                    .forEach(one ->
                            lines.add("not recorded: a call of " + one.call().url() + ", because " + one.reason()));
            recording
                    .unreached()
                    .forEach(call -> lines.add("warning: a call of " + call.url()
                            + " gets another recorded answer. Tell the requests apart with --match or --exact"));
            lines.addAll(table());
            lines.add(countLine());
            return lines;
        }

        private String countLine() {
            int all = progress.calls() + progress.skipped();
            int recorded = progress.calls() - recording.skipped().size();
            String calls = Words.counted(all, "call");
            if (files.isEmpty()) {
                return "nothing was recorded of " + calls;
            }
            return "recorded " + (recorded == all ? calls : recorded + " of " + calls) + ", " + progress.cost();
        }

        private List<String> table() {
            int width = files.stream()
                    .mapToInt(written -> written.file().toString().length())
                    .max()
                    .orElse(0);
            String row = "%-" + Math.max(width, 4) + "s  %5s  %7s  %9s  %4s";
            List<String> table = new ArrayList<>();
            if (!files.isEmpty()) {
                table.add(String.format(Locale.ROOT, row, "file", "new", "changed", "unchanged", "kept"));
            }
            for (RecordingWriter.Written written : files) {
                table.add(String.format(
                        Locale.ROOT,
                        row,
                        written.file(),
                        written.added().size(),
                        written.changed().size(),
                        written.unchanged(),
                        written.kept().size()));
            }
            return table;
        }
    }

    /**
     * Writes what was recorded, and returns it.
     *
     * @throws RecordingException if a file cannot be written
     */
    public Summary finish() {
        RecordedContracts recording = recording();
        synchronized (provider.writing()) {
            List<RecordingWriter.Written> files = isDry ? writer().plan(recording) : writer().write(recording);
            return new Summary(recording, files, tally.progress());
        }
    }
}
