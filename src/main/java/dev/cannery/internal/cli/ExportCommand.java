package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.export.Export;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.export.StubsJar;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code cannery export} command: converts contracts to the formats of other tools. */
@Command(
        name = "export",
        description = "Converts contracts to the formats of other tools.",
        footer = {
            "%nExamples:",
            "  cannery export contracts --to wiremock --out wiremock",
            "  cannery export contracts/weather.yaml --to pact --dry-run",
            "  cannery export --to stubs-jar --coordinates com.example:weather:1.0.0",
            "%nExit codes:",
            "  0  everything was carried over",
            "  1  something was not, see the losses",
            "  2  usage error"
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Mixin
    private final ContractOptions contracts = new ContractOptions();

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            description = "Format of the files: wiremock, stubs-jar, pact, aimock or har.")
    private String format = "";

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the files (exported).")
    private Path folder = Path.of("exported");

    @Option(
            names = "--coordinates",
            paramLabel = "GROUP:ARTIFACT:VERSION",
            description = "Maven coordinates of a stubs jar (contracts:PROVIDER:1).")
    private @Nullable String coordinates;

    @Option(names = "--dry-run", description = "Print the files instead of writing them.")
    private boolean isDry;

    @Override
    public Integer call() {
        if (coordinates != null && !format.equals(Export.STUBS_JAR)) {
            throw new UserError("--coordinates requires --to " + Export.STUBS_JAR);
        }
        if (!Export.formats().contains(format)) {
            throw new UserError(UnknownWord.sentence("format", format, Export.formats()));
        }
        List<LoadedContract> read = ContractPaths.requireSome(
                List.copyOf(ContractReader.read(contracts.paths().toArray(Path[]::new))), contracts.named());
        Export.Result result = Export.of(read, format);
        Terminal out = Terminal.out(spec.commandLine());
        boolean isJar = format.equals(Export.STUBS_JAR) && !isDry;
        if (isJar) {
            StubsJar jar = jar(read);
            write(jar.fileName(), jar.of(result.files()), out);
        } else {
            result.files().forEach(file -> write(file, out));
        }
        result.losses().stream().map(SourceProblem::sentence).forEach(loss -> out.result("loss     " + loss));
        int losses = result.losses().size();
        out.println(Words.counted(isJar ? 1 : result.files().size(), "file") + " of "
                + Words.counted(read.size(), "contract") + ", " + (losses == 1 ? "1 loss" : losses + " losses"));
        out.flush();
        return losses == 0 ? 0 : 1;
    }

    private void write(ExportedFile file, Terminal out) {
        if (isDry) {
            out.println("# " + FileNames.shown(folder.resolve(file.name())));
            out.println(file.text());
            return;
        }
        write(file.name(), file.text().getBytes(StandardCharsets.UTF_8), out);
    }

    private void write(String name, byte[] bytes, Terminal out) {
        Path target = folder.resolve(name);
        try {
            WholeFileWriter.write(target, bytes);
        } catch (IOException e) {
            throw new UserError("cannot write '" + FileNames.shown(target) + "': " + WholeFileWriter.reason(e));
        }
        out.println("wrote " + FileNames.shown(target));
    }

    private StubsJar jar(List<LoadedContract> contracts) {
        try {
            return StubsJar.parse(
                    coordinates == null
                            ? "contracts:" + FileNames.slug(contracts.get(0).provider()) + ":1"
                            : coordinates);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }
}
