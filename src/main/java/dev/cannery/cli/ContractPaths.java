package dev.cannery.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders and files of contracts as a user names them. */
final class ContractPaths {
    /** Where contracts are sought when nothing is named. */
    static final Path DEFAULT = Path.of("contracts");

    private ContractPaths() {}

    /** The paths, each of which is there. */
    static List<Path> existing(List<Path> paths, String how) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UserError(
                        "there is no folder or file '" + path + "' to read contracts from. Name another " + how);
            }
        }
        return paths;
    }
}
