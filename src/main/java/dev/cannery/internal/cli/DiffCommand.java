package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.verify.change.Change;
import dev.cannery.internal.verify.change.ContractDiff;
import dev.cannery.internal.wire.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery diff} command: compares two versions of contracts and reports changes that could break a consumer. */
@Command(
        name = "diff",
        description = "Compares two versions of contracts and reports what could break a consumer.",
        footer = {
            "%nExamples:",
            "  cannery diff old/contracts contracts",
            "  cannery diff contracts --base origin/main",
            "%nExit codes:",
            "  0  nothing breaks a consumer",
            "  1  something could",
            "  2  usage error or invalid contract"
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..2",
            description = "Old and new folder or file; with --base only the new one (contracts).")
    private List<Path> arguments = List.of();

    @Option(names = "--contracts", paramLabel = "PATH", description = "The same as an option, repeatable.")
    private List<Path> named = List.of();

    @Option(names = "--base", paramLabel = "COMMIT", description = "Git commit of the old version.")
    private @Nullable String base;

    @Override
    public Integer call() throws InterruptedException {
        List<Path> paths = ContractPaths.named(arguments, named);
        if (paths.size() != (base == null ? 2 : 1)) {
            throw new UserError("diff compares an old and a new folder, or one folder with --base");
        }
        Path now = paths.get(paths.size() - 1);
        if (base == null) {
            return print(ContractDiff.between(read(paths.get(0)), read(now)));
        }
        List<LoadedContract> present = read(now);
        try (GitSnapshot snapshot = GitSnapshot.of(base, now)) {
            return print(ContractDiff.between(read(snapshot.path()), present));
        }
    }

    private static List<LoadedContract> read(Path path) {
        return ContractReader.read(
                ContractPaths.existing(List.of(path), "as an argument").toArray(Path[]::new));
    }

    private int print(List<Change> changes) {
        Terminal out = Terminal.out(spec.commandLine());
        changes.forEach(
                change -> out.println((change.kind().mayBreak() ? "breaks  " : "        ") + change.sentence()));
        long breaking =
                changes.stream().filter(change -> change.kind().mayBreak()).count();
        long verified = changes.stream()
                .filter(change -> change.kind().needsVerification())
                .map(Change::title)
                .distinct()
                .count();
        out.println(Words.counted(changes.size(), "change") + ", " + breaking + " could break a consumer; "
                + Words.counted(verified, "interaction") + " to verify again");
        return breaking == 0 ? 0 : 1;
    }
}
