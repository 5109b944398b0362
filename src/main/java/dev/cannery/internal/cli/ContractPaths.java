package dev.cannery.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Folders and files of contracts as a user names them. */
final class ContractPaths {
    /** Where contracts are sought when nothing is named. */
    static final Path DEFAULT = Path.of("contracts");

    private ContractPaths() {}

    /** What was named as arguments and with an option; the usual folder when nothing was. */
    static List<Path> named(List<Path> arguments, List<Path> option) {
        List<Path> all = new ArrayList<>(arguments);
        all.addAll(option);
        return all.isEmpty() ? List.of(DEFAULT) : all;
    }

    /** The paths, each of which is there. */
    static List<Path> existing(List<Path> paths, String how) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UserError("there is no folder or file '" + path + "' to read contracts from. Name another "
                        + how + ", or write a first contract with 'cannery init'");
            }
        }
        return paths;
    }

    /** The contracts that were read from these paths, at least one. */
    static <T> List<T> requireSome(List<T> contracts, List<Path> paths) {
        if (contracts.isEmpty()) {
            throw new UserError("there is no contract file (.yaml, .yml, .json) in "
                    + paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        return contracts;
    }
}
