package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.RecordedProvider;
import dev.cannery.internal.record.RecordingSession;
import dev.cannery.internal.record.RecordingWriter;
import dev.cannery.internal.record.TargetCheck;
import dev.cannery.internal.record.compare.Refresh;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.MockServerBuilder;
import dev.cannery.internal.server.TransportOptions;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.wire.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code cannery record} command: runs a proxy to a provider, and writes the calls as contracts. */
@Command(
        name = "record",
        description = "Runs a proxy between a client and a provider, and records the calls as contracts.",
        footer = {
            "%nExamples:",
            "  cannery record --target openai --out contracts/recorded",
            "  cannery record --target http://localhost:11434/v1 --mode missing --name agent",
            "  cannery record --target openai --refresh --accept",
            "%nExit codes:",
            "  0  done",
            "  1  with --refresh: an answer has changed, and is not written",
            "  2  usage error",
            "  3  the target is not the API or refuses the key, a limit was reached, or",
            "     with --refresh: a request got no answer to compare"
        },
        mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
    private static final int CHANGED = 1;
    private static final int UNFINISHED = 3;
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, 0 for a free one (8080).")
    private int port = ServeCommand.PORT;

    @Option(
            names = "--mode",
            paramLabel = "all|missing|none",
            description =
                    "Ask the provider for all requests, for those that no interaction matches, or for none (all; none if CI=true).")
    private @Nullable RecordMode mode;

    @Option(
            names = "--contracts",
            paramLabel = "PATH",
            description = "Folder or file of contracts for --mode missing, repeatable (contracts).")
    private List<Path> contracts = List.of();

    @Option(
            names = "--refresh",
            description = "Ask the provider again with the recorded requests of --out, and print what has changed.")
    private boolean isRefresh;

    @Option(names = "--accept", description = "With --refresh, write the answers that have changed.")
    private boolean isAccepted;

    @Option(names = "--calls", paramLabel = "N", description = "Stop after N recorded calls.")
    private int calls = Integer.MAX_VALUE;

    @ArgGroup(validate = false, order = 1, heading = "%nProvider:%n")
    private ProviderOptions target = new ProviderOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nRecording:%n")
    private RecordOptions options = new RecordOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nLimits:%n")
    private CallLimitOptions limits = new CallLimitOptions();

    @Override
    public Integer call() throws Exception {
        return Interrupts.finishing(this::record);
    }

    private int record() throws InterruptedException {
        Target provider = target.target(System::getenv);
        Terminal out = Terminal.out(spec.commandLine());
        if (mode() != Upstream.Mode.NONE) {
            Optional<String> problem = TargetCheck.problem(provider.endpoint(), limits.timeouts());
            if (problem.isPresent()) {
                Terminal.err(spec.commandLine()).println("cannery: " + problem.get());
                return UNFINISHED;
            }
        }
        RecordedProvider recorded = RecordedProvider.of(provider, limits.timeouts(), limits.budget());
        if (isRefresh) {
            return refresh(new Refresh(recorded, options.of(provider), options.folder()), out);
        }
        RecordingSession session = new RecordingSession(
                recorded, mode(), options.of(provider), options.folder(), options.isDry(), out::println);
        try (MockServer server = builder(session, out).start()) {
            out.println("listening on " + server.baseUrl());
            out.println(headline(provider));
            out.flush();
            awaitCalls(session, out);
        }
        // an interrupted thread cannot write files
        Thread.interrupted();
        RecordingSession.Summary summary = session.finish();
        report(summary, out);
        if (summary.progress().spent() != null) {
            Terminal.err(spec.commandLine())
                    .println("cannery: stopped, because " + summary.progress().spent());
            return UNFINISHED;
        }
        return 0;
    }

    private MockServerBuilder builder(RecordingSession session, Terminal out) {
        MockServerBuilder builder = MockServer.builder()
                .port(port)
                // the last answer is recorded before its end is sent
                .transport(TransportOptions.PLAIN.drain(GRACE))
                .notices(out::println)
                .contracts(served());
        return mode() == Upstream.Mode.NONE ? builder : builder.upstream(session.upstream());
    }

    private int refresh(Refresh refresh, Terminal out) throws InterruptedException {
        Map<Refresh.Outcome, Integer> counts = new EnumMap<>(Refresh.Outcome.class);
        for (Refresh.Result result : refresh.ask()) {
            counts.merge(result.outcome(), 1, Integer::sum);
            out.result(String.format(Locale.ROOT, "%-10s %s", Words.of(result.outcome()), result.title()));
            result.details().forEach(detail -> out.result("  " + detail));
        }
        int changed = counts.getOrDefault(Refresh.Outcome.CHANGED, 0);
        boolean isWritten = isAccepted && changed > 0;
        if (isWritten) {
            refresh.accept().forEach(written -> out.result("wrote " + written.file()));
        }
        out.result(counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + Words.of(count.getKey()))
                        .collect(Collectors.joining(", "))
                + (changed > 0 && !isAccepted ? ". Write what has changed with --accept" : ""));
        out.flush();
        if (changed > 0 && !isWritten) {
            return CHANGED;
        }
        return counts.containsKey(Refresh.Outcome.FAILED) ? UNFINISHED : 0;
    }

    private String headline(Target provider) {
        if (mode() == Upstream.Mode.NONE) {
            return mode == null
                    ? "asking no provider, because CI is true; --mode all or missing asks one"
                    : "asking no provider";
        }
        String addresses = provider.endpoint()
                .shownAddresses(Arrays.stream(ChatEndpoint.values())
                        .filter(endpoint -> provider.profile().at(endpoint).isPresent())
                        .toList());
        return "recording " + addresses + (options.isDry() ? "" : " to " + options.folder()) + "; Ctrl-C stops";
    }

    private Upstream.Mode mode() {
        return RecordMode.of(mode, System::getenv);
    }

    private List<LoadedContract> served() {
        if (mode() == Upstream.Mode.ALL) {
            return List.of();
        }
        List<Path> named = contracts.isEmpty() ? List.of(ContractPaths.DEFAULT) : contracts;
        Path[] existing = Stream.concat(named.stream(), Stream.of(options.folder()))
                .filter(Files::exists)
                // a folder that is below another one is read with it
                .filter(path -> named.stream()
                        .noneMatch(other ->
                                !other.equals(path) && path.toAbsolutePath().startsWith(other.toAbsolutePath())))
                .distinct()
                .toArray(Path[]::new);
        return ContractReader.read(existing);
    }

    /** Waits until enough calls are recorded, or the process is asked to end. */
    private void awaitCalls(RecordingSession session, Terminal out) {
        int shown = 0;
        boolean isSpent = false;
        try {
            while (shown < calls && !isSpent) {
                RecordingSession.Progress progress = session.awaitMoreThan(shown);
                if (progress.calls() > shown) {
                    out.println(progress.line());
                    out.flush();
                }
                shown = progress.calls();
                isSpent = progress.spent() != null;
            }
        } catch (InterruptedException e) {
            out.println("");
        }
    }

    private void report(RecordingSession.Summary summary, Terminal out) {
        if (options.isDry()) {
            for (RecordingWriter.Written written : summary.files()) {
                out.println("# " + written.file());
                written.text().lines().forEach(out::println);
            }
        }
        summary.lines().forEach(out::result);
        out.flush();
    }
}
