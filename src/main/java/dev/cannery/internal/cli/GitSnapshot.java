package dev.cannery.internal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files as they were at a commit, laid out in a folder of their own until it is closed. */
final class GitSnapshot implements AutoCloseable {
    private final Path folder;
    private final Path place;

    private GitSnapshot(Path folder, Path place) {
        this.folder = folder;
        this.place = place;
    }

    /** The files below a path, as they were at a commit that the repository around it knows by this name. */
    static GitSnapshot of(String reference, Path path) throws InterruptedException {
        if (reference.startsWith("-") || reference.isBlank()) {
            throw new UserError("--base names a commit, as origin/main, was '" + reference + "'");
        }
        try {
            Path real = path.toRealPath();
            Path root = rootAround(real);
            Path place = root.relativize(real);
            GitSnapshot snapshot = new GitSnapshot(Files.createTempDirectory("cannery-base"), place);
            String reason = snapshot.take(reference, root);
            if (!reason.isEmpty()) {
                snapshot.close();
                throw new UserError("git knows no '" + path + "' at '" + reference + "': " + reason);
            }
            return snapshot;
        } catch (IOException e) {
            throw new UserError("git cannot be run: " + e.getMessage());
        }
    }

    /** The files as they were, to be read. */
    Path path() {
        return folder.resolve(place.toString());
    }

    /** The repository's own folder: git archives only what it is asked for from there. */
    private static Path rootAround(Path real) {
        for (Path at = real; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        throw new UserError("--base needs contracts in a repository of git, but '" + real + "' is in none");
    }

    /** Unpacks the files; why git has none, empty when it has. */
    private String take(String reference, Path root) throws IOException, InterruptedException {
        String asked = place.toString().isEmpty() ? "." : place.toString();
        Path words = folder.resolve(".git"); // a name that no archive of git holds
        Process git = new ProcessBuilder(
                        "git",
                        "--literal-pathspecs",
                        "-C",
                        root.toString(),
                        "archive",
                        "--format=zip",
                        reference,
                        "--",
                        asked)
                .redirectError(words.toFile())
                .start();
        unpack(git.getInputStream());
        if (git.waitFor() == 0) {
            Files.delete(words);
            return "";
        }
        return Files.readString(words, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("no reason was given");
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
            // what follows the last file; git takes it ill when nobody reads it
            archive.transferTo(OutputStream.nullOutputStream());
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
