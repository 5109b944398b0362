package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.export.Export;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code cannery export} command: writes contracts in the formats of other tools. */
@Command(
        name = "export",
        description = "Writes contracts in the formats of other tools.",
        footer = {
            "%nExamples:",
            "  cannery export contracts --to wiremock --out wiremock",
            "  cannery export contracts/weather.yaml --to pact --dry-run",
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
            description = "Format of the files: wiremock, pact, aimock or har.")
    private String format = "";

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the files (exported).")
    private Path folder = Path.of("exported");

    @Option(names = "--dry-run", description = "Print the files instead of writing them.")
    private boolean isDry;

    @Override
    public Integer call() {
        if (!Export.formats().contains(format)) {
            throw new UserError(UnknownWord.sentence("format", format, Export.formats()));
        }
        List<LoadedContract> read = ContractPaths.requireSome(
                List.copyOf(ContractReader.read(contracts.paths().toArray(Path[]::new))), contracts.named());
        Export.Result result = Export.of(read, format);
        Terminal out = Terminal.out(spec.commandLine());
        result.files().forEach(file -> write(file, out));
        result.losses().stream().map(SourceProblem::sentence).forEach(loss -> out.result("loss     " + loss));
        int losses = result.losses().size();
        out.println(Words.counted(result.files().size(), "file") + " of " + Words.counted(read.size(), "contract")
                + ", " + (losses == 1 ? "1 loss" : losses + " losses"));
        out.flush();
        return losses == 0 ? 0 : 1;
    }

    private void write(ExportedFile file, Terminal out) {
        Path target = folder.resolve(file.name());
        if (isDry) {
            out.println("# " + FileNames.shown(target));
            out.println(file.text());
            return;
        }
        try {
            WholeFileWriter.write(target, file.text());
        } catch (IOException e) {
            throw new UserError("cannot write '" + FileNames.shown(target) + "': " + WholeFileWriter.reason(e));
        }
        out.println("wrote " + FileNames.shown(target));
    }
}
