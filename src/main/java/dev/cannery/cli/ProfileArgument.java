package dev.cannery.cli;

import dev.cannery.profile.Profile;
import dev.cannery.profile.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A profile as a user names it: a built-in one by its name, any other by its file. */
final class ProfileArgument {
    private ProfileArgument() {}

    static Profile read(String nameOrFile) {
        boolean isFile = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml") || nameOrFile.contains("/");
        if (isFile && !Files.isRegularFile(Path.of(nameOrFile))) {
            throw new UserError("there is no profile file '" + nameOrFile + "'");
        }
        return isFile ? ProfileReader.read(Path.of(nameOrFile)) : ProfileReader.read(nameOrFile);
    }
}
