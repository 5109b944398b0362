package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.RecordedScopes;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.MockServerBuilder;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code serve}, and the run of the server. */
abstract class ServeOptions implements Callable<Integer> {
    /** The exit code when the JVM is out of memory: EX_SOFTWARE of sysexits.h. */
    private static final int OUT_OF_MEMORY = 70;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, 0 for a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "Address to listen on (${DEFAULT-VALUE}); requires --admin-token unless it is a loopback address.")
    private String host = "127.0.0.1";

    @Option(
            names = "--contracts",
            paramLabel = "PATH",
            description = "Folder or file of contracts, repeatable (contracts).")
    private List<Path> named = List.of();

    @Option(
            names = "--stubs",
            paramLabel = "FOLDER",
            description = "Folder of WireMock stubs; its subfolder 'mappings' holds the mappings (stubs).")
    private @Nullable Path stubs;

    @Option(
            names = "--lenient-load",
            description = "Serve the valid contract files and report the others, instead of not starting.")
    private boolean isLenientLoad;

    @ArgGroup(validate = false, order = 1, heading = "%nAdmission:%n")
    private AdmissionOptions admission = new AdmissionOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nReview of requests and responses:%n")
    private ReviewOptions review = new ReviewOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nTransport and faults:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nRecording:%n")
    private ServedRecording recording = new ServedRecording();

    @ArgGroup(validate = false, order = 5, heading = "%nOutput:%n")
    private LogOptions logging = new LogOptions();

    /** Returns the paths of contracts among the arguments. Only {@code serve} has them: without a command, the first would be taken for its name. */
    List<Path> arguments() {
        return List.of();
    }

    private List<Path> contracts() {
        return ContractPaths.named(arguments(), named);
    }

    ServeOptions(int port) {
        this.port = port;
    }

    @Override
    public final Integer call() throws InterruptedException {
        ServeLog log =
                new ServeLog(logging, Terminal.out(spec.commandLine()), Terminal.err(spec.commandLine()), Instant::now);
        requireFolders();
        // Before the contracts, because it loads the server's classes while they are read.
        MockServerBuilder builder = MockServer.builder();
        ContractWatch watch = new ContractWatch(contracts());
        ContractReader.Reading reading = firstReading(log);
        watch.include(reading);
        Optional<RecordedScopes> recorded = recording.recording(new RecordedScopes.Console(
                line -> log.warning("not_recorded", line), line -> log.info("recorded", line)));
        recorded.ifPresent(builder::upstream);
        MockServer server = start(builder, reading, log);
        Greeting.print(
                log,
                server,
                reading.contracts(),
                contracts(),
                connection,
                !admission.keys().isEmpty());
        review.endingModels(reading.contracts()).ifPresent(line -> log.info("models", line));
        watch.start(changed -> reload(server, changed, log));
        Runnable ending = () -> {
            watch.close();
            connection.stopLoggingWait(log, server::close);
            recorded.ifPresent(scopes -> scopes.end().forEach(line -> log.info("recorded", line)));
            log.close();
        };
        serve(new Serving(server, reading.contracts(), log), ending);
        return 0;
    }

    private MockServer start(MockServerBuilder builder, ContractReader.Reading reading, ServeLog log) {
        try {
            builder.port(port)
                    .bindAddress(host)
                    .contracts(review.dated(reading.contracts()))
                    .transport(connection.toTransport())
                    .events(log::report)
                    .whenBroken(sentence -> end(log, sentence));
            if (logging.isVerbose()) {
                builder.accesses(log::report);
            }
            admission.applyTo(builder);
            review.applyTo(builder);
            Path folder = stubs == null ? Path.of("stubs") : stubs;
            if (Files.isDirectory(folder)) {
                builder.stubs(folder);
            }
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** Halts the JVM without shutdown hooks, since nothing that allocates memory can be relied on any more. */
    private static void end(ServeLog log, String sentence) {
        try {
            log.report(new ServerEvent(ServerEvent.Kind.FAILURE, sentence, Map.of()));
            log.close();
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private void requireFolders() {
        ContractPaths.existing(contracts(), "with --contracts");
        if (stubs != null && !Files.isDirectory(stubs)) {
            throw new UserError("there is no folder '" + stubs + "' to read stubs from. Name another one with --stubs");
        }
    }

    private ContractReader.Reading firstReading(ServeLog log) {
        ContractReader.Reading reading = ContractReader.readLeniently(contracts());
        if (!isLenientLoad) {
            reading.throwIfInvalid();
        }
        logProblems(reading, log);
        if (reading.contracts().isEmpty()) {
            log.warning("no_contract", "no contract was found, so every chat request will miss");
        }
        return reading;
    }

    /** Uses the new contracts if they are valid. Otherwise logs the errors and keeps the previous ones. */
    private void reload(MockServer server, ContractReader.Reading reading, ServeLog log) {
        boolean isUsable = reading.problems().isEmpty() || isLenientLoad;
        logProblems(reading, log);
        if (isUsable && replace(server, reading, log)) {
            log.info("reloaded", "reloaded: " + Greeting.count(reading.contracts()));
        } else {
            log.error("not_reloaded", "the previous contracts stay in use");
        }
    }

    private static void logProblems(ContractReader.Reading reading, ServeLog log) {
        reading.problems().forEach(problem -> log.error("contract", problem.sentence()));
        if (reading.leftOut() > 0) {
            log.error("contract", Problems.more(reading.leftOut()));
        }
    }

    private boolean replace(MockServer server, ContractReader.Reading reading, ServeLog log) {
        try {
            server.replaceContracts(review.dated(reading.contracts()));
            return true;
        } catch (SourceProblemsException e) {
            e.sourceProblems().forEach(problem -> log.error("profile", problem.sentence()));
            return false;
        }
    }

    /** Serves until the process is asked to end, this thread is interrupted, or the server is stopped through its admin API. */
    void serve(Serving serving, Runnable ending) throws InterruptedException {
        Thread stop = new Thread(ending, "cannery-stop");
        if (!Interrupts.isAdded(stop)) {
            ending.run();
            return;
        }
        Interrupts.exitOnSecondInterrupt();
        try {
            serving.server().join();
            serving.log().info("stopped", "stopped");
        } finally {
            if (Interrupts.isRemoved(stop)) {
                ending.run();
            }
        }
    }

    /**
     * A running server.
     *
     * @param server the server
     * @param contracts the contracts that it serves
     * @param log the log of the server
     */
    record Serving(MockServer server, List<LoadedContract> contracts, ServeLog log) {}
}
