package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockChatServer;
import dev.cannery.internal.server.MockChatServerBuilder;
import dev.cannery.internal.server.ServerEvent;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.source.InvalidFilesException;
import dev.cannery.internal.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of serving, and the serving itself. */
abstract class ServeOptions implements Callable<Integer> {
    /** The exit code when the memory is used up: that of a software error in sysexits.h. */
    private static final int OUT_OF_MEMORY = 70;

    /** How tokens are counted, by the words of the option. */
    enum Usage {
        exact,
        estimate
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port, 0 for a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to listen on (${DEFAULT-VALUE}); another than a loopback one needs --admin-token.")
    private String host = "127.0.0.1";

    @Option(
            names = "--contracts",
            paramLabel = "PATH",
            description = "Folder or file of contracts, repeatable (contracts).")
    private List<Path> named = List.of();

    @Option(names = "--stubs", paramLabel = "FOLDER", description = "Folder whose 'mappings' are WireMock's (stubs).")
    private @Nullable Path stubs;

    @Option(
            names = "--lenient-load",
            description = "Serve the sound files and list the others, instead of serving nothing.")
    private boolean isLenientLoad;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:CANNERY_ADMIN_TOKEN}",
            description = "Token that the admin API wants; also read from CANNERY_ADMIN_TOKEN.")
    private @Nullable String adminToken;

    @Option(
            names = "--lenient",
            description = "Serve answers that do not fit their request with a warning, instead of status 500.")
    private boolean isLenient;

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "Judge every request by this provider profile, instead of that of each contract's provider.")
    private @Nullable String profile;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Answer only requests that carry this key, repeatable; by default any key will do.")
    private List<String> apiKeys = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Judge by the models of that day, as 2025-06-30; by default by those of November 2026.")
    private @Nullable LocalDate day;

    @Option(
            names = "--rate-limit",
            paramLabel = "LIMIT",
            description =
                    "Answer no more than this, as 60rpm or 60rpm,10000tpm, and the rest with 429. Units: rps, rpm,"
                            + " rpd, tps, tpm, tpd. By default any number is answered.")
    private @Nullable String rateLimit;

    @Option(names = "--rate-limit-per-key", description = "Give each API key the rate limit for itself.")
    private boolean isLimitPerKey;

    @Option(names = "--api-key-file", paramLabel = "FILE", description = "File of such keys, one a line.")
    private @Nullable Path apiKeyFile;

    @Option(
            names = "--usage",
            paramLabel = "exact|estimate",
            description =
                    "How tokens are counted where no contract gives a usage (${DEFAULT-VALUE}). 'exact' takes the model's"
                            + " tokenizer, and estimates audio, files and images behind URLs. 'estimate' takes four"
                            + " characters for each token: for load tests whose prompts all differ.")
    private Usage usage = Usage.exact;

    @ArgGroup(exclusive = false, heading = "%nBetween the server and its clients:%n")
    private WireOptions wire = new WireOptions();

    @ArgGroup(exclusive = false, heading = "%nWhat is printed:%n")
    private LogOptions logging = new LogOptions();

    /** The paths of contracts that stand among the arguments: of the command, for without one they could be its name. */
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
        // Ahead of the contracts, because it loads what a server needs while they are read.
        MockChatServerBuilder builder = MockChatServer.builder();
        ContractWatch watch = new ContractWatch(contracts());
        ContractReader.Reading reading = firstReading(log);
        watch.include(reading);
        MockChatServer server = start(builder, reading, log);
        Greeting.print(
                log, server, reading.contracts(), contracts(), wire, !allKeys().isEmpty());
        endOfModels(reading.contracts()).ifPresent(line -> log.info("models", line));
        watch.start(changed -> reload(server, changed, log));
        Runnable ending = () -> {
            watch.close();
            wire.tellingOfDrain(log, server::close);
            log.close();
        };
        serve(new Serving(server, reading.contracts(), log), ending);
        return 0;
    }

    private MockChatServer start(MockChatServerBuilder builder, ContractReader.Reading reading, ServeLog log) {
        try {
            builder.port(port)
                    .bindAddress(host)
                    .contracts(dated(reading.contracts()))
                    .transport(wire.toWire())
                    .events(log::report)
                    .whenBroken(sentence -> end(log, sentence));
            if (logging.isVerbose()) {
                builder.accesses(log::report);
            }
            judge(builder);
            Path folder = stubs == null ? Path.of("stubs") : stubs;
            if (Files.isDirectory(folder)) {
                builder.stubs(folder);
            }
            if (adminToken != null && !adminToken.isEmpty()) {
                builder.adminToken(adminToken);
            }
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing that takes memory can be relied on any more, so not even the hooks of an exit. */
    private static void end(ServeLog log, String sentence) {
        try {
            log.report(new ServerEvent(ServerEvent.Kind.FAILURE, sentence, Map.of()));
            log.close();
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    private Optional<String> endOfModels(List<LoadedContract> read) {
        Map<String, Profile> profiles = new HashMap<>();
        for (LoadedContract contract : read) {
            profiles.computeIfAbsent(
                    contract.provider(), name -> ProfileReader.find(dated(profile == null ? name : profile)));
        }
        return new ModelEnds(ModelEnds.USUAL_DAYS, day).line(read, profiles);
    }

    /** Tells whom to answer, and by what the request and the answer are judged. */
    private void judge(MockChatServerBuilder builder) {
        if (profile != null) {
            builder.profile(ProfileReader.find(dated(profile)));
        }
        if (isLenient) {
            builder.lenient();
        }
        if (usage == Usage.estimate) {
            builder.estimatesUsage();
        }
        builder.apiKeys(allKeys());
        limit().ifPresent(builder::rateLimit);
    }

    private Optional<RateLimit> limit() {
        if (rateLimit == null && isLimitPerKey) {
            throw new UserError("--rate-limit-per-key goes with --rate-limit");
        }
        return Optional.ofNullable(rateLimit)
                .map(RateLimit::parse)
                .map(limit -> isLimitPerKey ? limit.perKey() : limit);
    }

    /** The contracts, each of whose providers judges as of the day that was asked for. */
    private List<LoadedContract> dated(List<LoadedContract> read) {
        return read.stream()
                .map(contract -> contract.withProvider(dated(contract.provider())))
                .toList();
    }

    /** A day that is part of the name already stays. */
    private String dated(String provider) {
        return day == null || provider.contains("@") ? provider : provider + "@" + day;
    }

    private void requireFolders() {
        ContractPaths.existing(contracts(), "with --contracts");
        if (stubs != null && !Files.isDirectory(stubs)) {
            throw new UserError("there is no folder '" + stubs + "' to read stubs from. Name another with --stubs");
        }
    }

    private List<String> allKeys() {
        if (apiKeyFile == null) {
            return apiKeys;
        }
        try (Stream<String> lines = Files.lines(apiKeyFile)) {
            List<String> keys = Stream.concat(
                            apiKeys.stream(), lines.map(String::strip).filter(key -> !key.isEmpty()))
                    .toList();
            if (keys.isEmpty()) {
                throw new UserError("there is no key in '" + apiKeyFile + "'");
            }
            return keys;
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("the key file '" + apiKeyFile + "' cannot be read");
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

    /** Takes the new contracts where they are sound; a bad edit is said and the last good set stays. */
    private void reload(MockChatServer server, ContractReader.Reading reading, ServeLog log) {
        boolean isUsable = reading.problems().isEmpty() || isLenientLoad;
        logProblems(reading, log);
        if (isUsable && replace(server, reading, log)) {
            log.info("reloaded", "reloaded: " + Greeting.count(reading.contracts()));
        } else {
            log.error("not_reloaded", "the contracts as they were before this change stay in use");
        }
    }

    private static void logProblems(ContractReader.Reading reading, ServeLog log) {
        reading.problems().forEach(problem -> log.error("contract", problem.sentence()));
        if (reading.leftOut() > 0) {
            log.error("contract", Problems.more(reading.leftOut()));
        }
    }

    private boolean replace(MockChatServer server, ContractReader.Reading reading, ServeLog log) {
        try {
            server.replaceContracts(dated(reading.contracts()));
            return true;
        } catch (InvalidFilesException e) {
            e.problems().forEach(problem -> log.error("profile", problem.sentence()));
            return false;
        }
    }

    /** Serves until the process is asked to end, this thread is interrupted, or somebody stops the server by its admin API. */
    void serve(Serving serving, Runnable ending) throws InterruptedException {
        Thread stop = new Thread(ending, "cannery-stop");
        if (!Interrupts.isAdded(stop)) {
            ending.run();
            return;
        }
        Interrupts.obeyTheSecondAtOnce();
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
     * A server at work.
     *
     * @param server the server
     * @param contracts what it answers from
     * @param log takes lines for people
     */
    record Serving(MockChatServer server, List<LoadedContract> contracts, ServeLog log) {}
}
