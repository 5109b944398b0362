package dev.cannery.internal.record.export;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblem;
import java.util.List;
import java.util.Map;

/** Writes contracts in the format of another tool. */
public final class Export {
    /** The format of Spring Cloud Contract, whose files go into one jar. */
    public static final String STUBS_JAR = "stubs-jar";

    /** The formats by the names that users give. */
    private static final Map<String, Exporter> EXPORTERS = Map.of(
            "wiremock",
            new WireMockExporter(),
            STUBS_JAR,
            new StubsJarExporter(),
            "pact",
            new PactExporter(),
            "aimock",
            new AimockExporter(),
            "har",
            new HarExporter());

    private Export() {}

    /**
     * A file that is to be written.
     *
     * @param name its path below the folder for the output
     * @param text its contents
     */
    public record ExportedFile(String name, String text) {}

    /**
     * The result of an export.
     *
     * @param files the files
     * @param losses what the format cannot express
     */
    public record Result(List<ExportedFile> files, List<SourceProblem> losses) {
        public Result {
            files = List.copyOf(files);
            losses = List.copyOf(losses);
        }
    }

    /** Returns the names of the formats. */
    public static List<String> formats() {
        return EXPORTERS.keySet().stream().sorted().toList();
    }

    /**
     * Writes contracts.
     *
     * @throws IllegalArgumentException when there is no such format
     */
    public static Result of(List<LoadedContract> contracts, String format) {
        Exporter exporter = EXPORTERS.get(format);
        if (exporter == null) {
            throw new IllegalArgumentException("unknown format '" + format + "'");
        }
        Losses losses = new Losses();
        List<ExportedFile> files = contracts.stream()
                .flatMap(contract ->
                        exporter.write(new Sampler(contract, ProfileReader.find(contract.provider())), losses).stream())
                .toList();
        return new Result(files, losses.all());
    }
}
