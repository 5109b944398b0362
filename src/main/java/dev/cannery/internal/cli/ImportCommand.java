package dev.cannery.internal.cli;

import dev.cannery.internal.record.formats.Import;
import dev.cannery.internal.record.formats.Import.ImportedFile;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.FolderReader;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery import} command: converts recordings and mocks of other tools to contracts. */
@Command(
        name = "import",
        description = "Converts recordings and mocks of other tools to contracts.",
        footer = {
            "%nThe format of a file is recognized by its contents: vcrpy, Ruby VCR, go-vcr, Datadog test agent,"
                    + " httpmock, HAR, OpenAI Batch, OpenTelemetry, Pact, MockServer, aimock, llmposter, WireMock.",
            "%nExamples:",
            "  cannery import tests/cassettes --out contracts/recorded",
            "  cannery import session.har --dry-run",
            "%nExit codes:",
            "  0  everything was carried over",
            "  1  something was not, see the losses",
            "  2  nothing was read, or a usage error"
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int LOSSES = 1;
    private static final int NOTHING = 2;
    private static final String EXTENSION = ".yaml";

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files to import, and folders with such files.")
    private List<Path> named = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder for the contracts (contracts/imported).")
    private Path folder = ContractPaths.DEFAULT.resolve("imported");

    @Option(names = "--dry-run", description = "Print the contracts instead of writing them.")
    private boolean isDry;

    @Option(names = "--force", description = "Replace contracts that exist with other contents.")
    private boolean isForced;

    @Override
    public Integer call() {
        List<Path> files = files();
        Import.Result result = Import.of(files);
        if (!isDry) {
            requireNoOthers(result.files());
        }
        Terminal out = Terminal.out(spec.commandLine());
        for (ImportedFile file : result.files()) {
            print(file, out);
        }
        result.losses().stream().map(SourceProblem::sentence).forEach(loss -> out.result("loss     " + loss));
        int interactions =
                result.files().stream().mapToInt(ImportedFile::interactions).sum();
        out.println(
                Words.counted(files.size(), "file") + " read, " + Words.counted(interactions, "interaction") + " in "
                        + Words.counted(result.files().size(), "contract") + ", "
                        + lossesIn(result.losses().size()));
        out.flush();
        if (result.files().isEmpty()) {
            return NOTHING;
        }
        return result.losses().isEmpty() ? 0 : LOSSES;
    }

    private static String lossesIn(int count) {
        return count == 1 ? "1 loss" : count + " losses";
    }

    /** Returns the files, those of folders in the order of their paths. */
    private List<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new UserError("there is no file '" + path + "' to import");
            }
            if (Files.isDirectory(path)) {
                Problems problems = new Problems();
                // bodies that WireMock's mappings refer to are not imported by themselves
                files.addAll(FolderReader.files(
                        path, inner -> !FileNames.nameOf(inner).equals("__files"), file -> true, problems));
                problems.throwIfAny();
            } else {
                files.add(path);
            }
        }
        return List.copyOf(files);
    }

    private Path target(ImportedFile file) {
        return folder.resolve(file.name() + EXTENSION);
    }

    private void requireNoOthers(List<ImportedFile> files) {
        for (ImportedFile file : files) {
            Path target = target(file);
            if (!isForced && Files.exists(target) && !holds(target, file.text())) {
                throw new UserError(
                        "'" + FileNames.shown(target) + "' exists with other contents. Choose another folder with"
                                + " --out, or replace it with --force");
            }
        }
    }

    private static boolean holds(Path target, String text) {
        try {
            return Files.readString(target).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private void print(ImportedFile file, Terminal out) {
        Path target = target(file);
        if (isDry) {
            out.println("# " + FileNames.shown(target) + ", of " + file.source());
            out.println(file.text());
            return;
        }
        file.stubs().forEach((name, text) -> write(folder.resolve("stubs").resolve(name), text));
        write(target, file.text());
        out.println("wrote " + FileNames.shown(target) + ": " + Words.counted(file.interactions(), "interaction")
                + " of " + file.source() + " (" + file.format() + ")");
    }

    private static void write(Path target, String text) {
        try {
            WholeFileWriter.write(target, text);
        } catch (IOException e) {
            throw new UserError("cannot write '" + FileNames.shown(target) + "': " + WholeFileWriter.reason(e));
        }
    }
}
