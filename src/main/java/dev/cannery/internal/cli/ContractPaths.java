package dev.cannery.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The folders and files of contracts that a user names. */
final class ContractPaths {
    /** The folder of contracts that is read by default. */
    static final Path DEFAULT = Path.of("contracts");

    private ContractPaths() {}

    /** Returns the paths named as arguments and with an option, or the default folder if there are none. */
    static List<Path> named(List<Path> arguments, List<Path> option) {
        List<Path> all = new ArrayList<>(arguments);
        all.addAll(option);
        return all.isEmpty() ? List.of(DEFAULT) : all;
    }

    /** Returns the paths. Throws a usage error if one does not exist. */
    static List<Path> existing(List<Path> paths, String how) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UserError(
                        "there is no folder or file '" + path + "' to read contracts from. Name another one " + how
                                + ", or write a first contract with 'cannery init'");
            }
        }
        return paths;
    }

    /** Returns the contracts. Throws a usage error if there are none. */
    static <T> List<T> requireSome(List<T> contracts, List<Path> paths) {
        if (contracts.isEmpty()) {
            throw new UserError("there is no contract file (.yaml, .yml, .json) in "
                    + paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        return contracts;
    }
}
