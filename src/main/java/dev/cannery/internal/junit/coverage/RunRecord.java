package dev.cannery.internal.junit.coverage;

import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.requests.RecordedRequests;
import dev.cannery.internal.contract.requests.RecordedRequestsException;
import dev.cannery.internal.contract.requests.RecordedRequestsReader;
import dev.cannery.internal.contract.requests.RecordedRequestsWriter;
import dev.cannery.internal.contract.requests.RequestRecord;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.server.OpenScope;
import dev.cannery.internal.source.WholeFileWriter;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The record of a test run: coverage, and the requests of passing tests. Written at the end of the run. */
public final class RunRecord implements AutoCloseable {
    /** The configuration parameter that names the folder of reports; {@code none} for no reports. */
    private static final String OUTPUT = "cannery.output";

    private static final System.Logger LOG = System.getLogger("dev.cannery.junit");

    private final @Nullable Path folder;
    private final CoverageTally tally = new CoverageTally();
    private final RanTests ran = new RanTests();
    private final Map<String, RecordedRequests> recorded = new LinkedHashMap<>();

    private RunRecord(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Creates the record of a run. The configuration parameter {@code cannery.output} overrides its folder. */
    public static RunRecord of(ExtensionContext context) {
        String output = context.getConfigurationParameter(OUTPUT).orElseGet(RunRecord::usualFolder);
        return new RunRecord(output.equals("none") ? null : Path.of(output));
    }

    private static String usualFolder() {
        boolean isGradle = !Files.exists(Path.of("pom.xml"))
                && (Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts")));
        return isGradle ? "build/cannery" : "target/cannery";
    }

    /**
     * Adds a test that has ended, or a class with the requests outside of its tests. Only passing ones count for coverage and
     * recorded requests.
     *
     * @param variant what the configuration lets it run with; empty for nothing
     * @param contracts the contracts that could have been used
     * @param scope the scope with the requests
     */
    public synchronized void add(
            ExtensionContext context,
            String variant,
            List<LoadedContract> contracts,
            OpenScope scope,
            boolean isPassed) {
        if (folder == null) {
            return;
        }
        String test = ran.add(context, variant);
        tally.load(contracts);
        for (RecordedExchange exchange : scope.exchanges()) {
            Match match = Match.of(exchange);
            RecordedRequest recorded = exchange.request();
            Optional<ChatRequest> request =
                    ChatRequest.parse(recorded.url(), recorded.headers(), recorded.body(), recorded.earlier());
            Optional<LoadedContract> contract = match == null ? Optional.empty() : contractOf(match, contracts);
            if (match != null && request.isPresent() && contract.isPresent()) {
                if (isPassed) {
                    tally.note(test, contract.get().name(), match, request.get());
                    keep(test, contract.get(), match, request.get());
                }
            }
        }
    }

    private static Optional<LoadedContract> contractOf(Match match, List<LoadedContract> contracts) {
        return contracts.stream()
                .filter(contract -> contract.interactions().contains(match.interaction()))
                .findFirst();
    }

    private void keep(String test, LoadedContract contract, Match match, ChatRequest request) {
        RequestRecord sent = new RequestRecord(match.index() + 1, test, request.body());
        RecordedRequests more = new RecordedRequests(
                contract.name(),
                match.interaction().name(),
                match.interaction().source().fileAndLine(),
                List.of(sent));
        recorded.merge(more.fileName(), more, (before, now) -> now.after(before, name -> false));
    }

    @Override
    public synchronized void close() {
        if (folder == null || ran.isEmpty()) {
            return;
        }
        try {
            CoverageReport.alone(folder, () -> write(folder));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "cannot write the reports in " + folder + ": " + WholeFileWriter.reason(e));
        } catch (RecordedRequestsException | OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot write the reports in " + folder + ": " + e);
        }
    }

    private void writeEvidence(Path reports) {
        for (RecordedRequests earlier : RecordedRequestsReader.read(reports, RunRecord::setAside)) {
            RecordedRequests none =
                    new RecordedRequests(earlier.contract(), earlier.interaction(), earlier.source(), List.of());
            RecordedRequests found = recorded.getOrDefault(earlier.fileName(), none);
            recorded.put(earlier.fileName(), found.after(earlier, ran::isOutdated));
        }
        recorded.values().forEach(each -> RecordedRequestsWriter.write(reports, each));
    }

    private static void setAside(Path file, RecordedRequestsException fault) {
        setAside(file, String.valueOf(fault.getMessage()));
    }

    /** Logs a problem with a file of an earlier run, and renames the file. */
    static void setAside(Path file, String fault) {
        try {
            LOG.log(
                    System.Logger.Level.WARNING,
                    fault + "; it was moved to " + WholeFileWriter.setAside(file) + ", and its content is ignored");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, fault + "; its content is ignored");
        }
    }

    private void write(Path reports) throws IOException {
        writeEvidence(reports.resolve("requests"));
        String table = CoverageReport.write(reports, tally, ran::isOutdated);
        if (!table.isEmpty()) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "coverage of contracts, in full in " + reports.resolve("coverage.html") + "\n" + table);
        }
    }
}
