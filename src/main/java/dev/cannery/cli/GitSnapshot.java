package dev.cannery.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files as they were at a commit, laid out in a folder of their own until it is closed. */
final class GitSnapshot implements AutoCloseable {
    private final Path folder;

    private GitSnapshot(Path folder) {
        this.folder = folder;
    }

    /** The files below a path, as they were at a commit that git knows by this name. */
    static GitSnapshot of(String reference, Path path) throws InterruptedException {
        if (reference.startsWith("-") || reference.isBlank()) {
            throw new UserError("--base names a commit, as origin/main, was '" + reference + "'");
        }
        try {
            GitSnapshot snapshot = new GitSnapshot(Files.createTempDirectory("cannery-base"));
            List<String> command = new ArrayList<>(List.of("git", "archive", "--format=zip", reference, "--"));
            command.add(path.toString());
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.to(
                            snapshot.folder.resolve("git.err").toFile()))
                    .start();
            snapshot.unpack(git.getInputStream());
            if (git.waitFor() != 0) {
                String words = Files.readString(snapshot.folder.resolve("git.err"), StandardCharsets.UTF_8);
                snapshot.close();
                throw new UserError("git knows no '" + path + "' at '" + reference + "': "
                        + words.lines().findFirst().orElse("no reason was given"));
            }
            return snapshot;
        } catch (IOException e) {
            throw new UserError("git cannot be run: " + e.getMessage());
        }
    }

    Path resolve(Path path) {
        return folder.resolve(path.normalize().toString());
    }

    private void unpack(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserError("the folder '" + folder + "' cannot be removed");
        }
    }
}
