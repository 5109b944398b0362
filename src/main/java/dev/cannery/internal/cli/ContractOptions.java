package dev.cannery.internal.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The folders and files of contracts that a user names as arguments, with an option, or both. */
final class ContractOptions {
    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders and files of contracts (contracts).")
    private List<Path> arguments = List.of();

    @Option(
            names = "--contracts",
            paramLabel = "PATH",
            description = "Folder or file of contracts, repeatable (contracts).")
    private List<Path> named = List.of();

    /** Returns the named paths, or the default folder if none is named. Throws a usage error if one does not exist. */
    List<Path> paths() {
        return ContractPaths.existing(named(), "as an argument or with --contracts");
    }

    /** Returns the named paths, or the default folder if none is named. */
    List<Path> named() {
        return ContractPaths.named(arguments, named);
    }
}
