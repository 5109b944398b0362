package dev.cannery.internal.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the files below a folder, following links. Unreadable files and folders are reported, and the search continues. */
public final class FolderReader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> isEntered;
    private final Predicate<Path> isWanted;
    private final Problems problems;
    private final List<Path> found = new ArrayList<>();

    private FolderReader(Path root, Predicate<Path> isEntered, Predicate<Path> isWanted, Problems problems) {
        this.root = root;
        this.isEntered = isEntered;
        this.isWanted = isWanted;
        this.problems = problems;
    }

    /**
     * Returns the matching files below the folder in the order of their paths. Names that start with a dot are skipped.
     *
     * @param isEntered whether to search a folder
     * @param isWanted whether to return a file
     */
    public static List<Path> files(Path root, Predicate<Path> isEntered, Predicate<Path> isWanted, Problems problems) {
        FolderReader folder = new FolderReader(root, isEntered, isWanted, problems);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected exception while walking files", e);
        }
        return folder.found.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(root) || (!isHidden(folder) && isEntered.test(folder))
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isHidden(file) && isWanted.test(file)) {
            if (attributes.isSymbolicLink()) {
                report(file, "the target of this link does not exist");
            } else {
                found.add(file);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        report(file, e instanceof FileSystemLoopException ? words(e) : "cannot read: " + words(e));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        if (e != null) {
            report(folder, "cannot read the whole folder: " + words(e));
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
        return FileNames.nameOf(path).startsWith(".");
    }

    private void report(Path path, String message) {
        problems.add(FileNames.start(path), "", message);
    }

    /** Returns why a file could not be read: Java's own message is often only the file's name. */
    static String words(IOException e) {
        if (e instanceof FileSystemLoopException) {
            return "this link leads back to a folder that contains it";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException ? "it no longer exists" : String.valueOf(e.getMessage());
    }
}
