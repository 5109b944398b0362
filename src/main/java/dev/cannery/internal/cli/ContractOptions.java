package dev.cannery.internal.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Contracts as a user names them: as arguments, with an option, or both. */
final class ContractOptions {
    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders and files of contracts (contracts).")
    private List<Path> arguments = List.of();

    @Option(names = "--contracts", paramLabel = "PATH", description = "The same as an option, repeatable.")
    private List<Path> named = List.of();

    /** What was named, all of it there; the usual folder when nothing was. */
    List<Path> paths() {
        return ContractPaths.existing(named(), "as an argument or with --contracts");
    }

    /** What was named; the usual folder when nothing was. */
    List<Path> named() {
        return ContractPaths.named(arguments, named);
    }
}
