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

/** Finds the files below a folder, links followed; what cannot be looked into is complained of, and the rest still found. */
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
     * The wanted files below the folder in the order of their paths. What is hidden by a dot ahead of its name is passed by.
     *
     * @param isEntered whether to look into a folder
     * @param isWanted whether a file is wanted
     */
    public static List<Path> files(Path root, Predicate<Path> isEntered, Predicate<Path> isWanted, Problems problems) {
        FolderReader folder = new FolderReader(root, isEntered, isWanted, problems);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no visit of a file throws", e);
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
                complain(file, "this link leads to no file");
            } else {
                found.add(file);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        complain(file, e instanceof FileSystemLoopException ? words(e) : "this cannot be read: " + words(e));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        if (e != null) {
            complain(folder, "the folder cannot be read to its end: " + words(e));
        }
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
        return FileNames.nameOf(path).startsWith(".");
    }

    private void complain(Path path, String message) {
        problems.add(FileNames.start(path), "", message);
    }

    /** Why a file could not be read: what Java says is often no more than the file's name. */
    static String words(IOException e) {
        if (e instanceof FileSystemLoopException) {
            return "this link leads back to a folder that it lies in";
        }
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        return e instanceof NoSuchFileException ? "it is there no more" : String.valueOf(e.getMessage());
    }
}
