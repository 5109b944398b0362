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

/** Files of a Git commit, extracted to a temporary folder until the snapshot is closed. */
final class GitSnapshot implements AutoCloseable {
    private final Path folder;
    private final Path place;

    private GitSnapshot(Path folder, Path place) {
        this.folder = folder;
        this.place = place;
    }

    /** Extracts the files below a path as of a commit of the enclosing repository. */
    static GitSnapshot of(String reference, Path path) throws InterruptedException {
        if (reference.startsWith("-") || reference.isBlank()) {
            throw new UserError("--base must name a commit such as origin/main, was '" + reference + "'");
        }
        try {
            Path real = path.toRealPath();
            Path root = rootAround(real);
            Path place = root.relativize(real);
            GitSnapshot snapshot = new GitSnapshot(Files.createTempDirectory("cannery-base"), place);
            String reason = snapshot.take(reference, root);
            if (!reason.isEmpty()) {
                snapshot.close();
                throw new UserError("git cannot find '" + path + "' at '" + reference + "': " + reason);
            }
            return snapshot;
        } catch (IOException e) {
            throw new UserError("cannot run git: " + e.getMessage());
        }
    }

    /** Returns the folder of the extracted files. */
    Path path() {
        return folder.resolve(place.toString());
    }

    /** Returns the root of the repository; git archives paths relative to it. */
    private static Path rootAround(Path real) {
        for (Path at = real; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        throw new UserError("--base requires contracts in a Git repository, but '" + real + "' is not in one");
    }

    /** Extracts the files. Returns git's error message, or an empty text on success. */
    private String take(String reference, Path root) throws IOException, InterruptedException {
        String asked = place.toString().isEmpty() ? "." : place.toString();
        Path words = folder.resolve(".git"); // a name that no git archive contains
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
                .orElse("no reason given");
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
            // read to the end: git fails if its output pipe is closed early
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
            throw new UserError("cannot delete the folder '" + folder + "'");
        }
    }
}
