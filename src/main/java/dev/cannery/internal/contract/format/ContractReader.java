package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.FolderReader;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.source.SourceReader;
import dev.cannery.internal.source.SourceValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads contracts from YAML or JSON files. The problems of all files are reported together. */
public final class ContractReader {
    /** Part of the name of a file that holds a schema for {@code conforms_to} and no contract. */
    private static final String SCHEMA = ".schema.";

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");

    private ContractReader() {}

    /**
     * Reads a file, or all contract files below a folder in the order of their paths.
     *
     * @throws SourceProblemsException if a file has errors; it lists those of all files
     */
    public static List<LoadedContract> read(Path... filesOrFolders) {
        Reading reading = readLeniently(List.of(filesOrFolders));
        reading.throwIfInvalid();
        return reading.contracts();
    }

    /**
     * Reads contracts from the text of one file.
     *
     * @param file the name for messages; it ends in {@code .json} if the text is JSON
     * @throws SourceProblemsException if a file has errors; it lists those of all files
     */
    public static List<LoadedContract> parse(String file, String text) {
        return parse(file, text, ReferencedFileReader.NONE);
    }

    /**
     * Reads contracts from a text that may refer to any stub and schema, by a path relative to the working directory.
     *
     * @param file the name for messages; it ends in {@code .json} if the text is JSON
     * @throws SourceProblemsException if a file has errors; it lists those of all files
     */
    public static List<LoadedContract> parseTrusted(String file, String text) {
        return parse(file, text, ReferencedFileReader.trusting());
    }

    private static List<LoadedContract> parse(String file, String text, ReferencedFileReader files) {
        Problems problems = new Problems();
        List<LoadedContract> contracts = documents(file, text, files, problems);
        problems.throwIfAny();
        return contracts;
    }

    /** Reads files and folders, and returns the contracts of the valid files and the problems of the others. */
    public static Reading readLeniently(Collection<Path> filesOrFolders) {
        Problems problems = new Problems();
        List<LoadedContract> contracts = new ArrayList<>();
        Set<Path> named = new LinkedHashSet<>();
        for (Path path : filesOrFolders) {
            for (Path file : filesBelow(path, problems)) {
                Path absolute = file.toAbsolutePath().normalize();
                Path root = Files.isDirectory(path) ? path.toAbsolutePath().normalize() : folderOf(absolute);
                contracts.addAll(readFile(file, ReferencedFileReader.of(absolute, root, named), problems));
            }
        }
        return new Reading(contracts, problems.sorted(), problems.leftOut(), named);
    }

    /**
     * The contracts and problems of several files.
     *
     * @param contracts the contracts of the valid files, in the order of their paths
     * @param problems the problems of the others, 1,000 at most
     * @param leftOut how many further problems there are
     * @param named the other files that they refer to: schemas, stubs and profiles
     */
    public record Reading(List<LoadedContract> contracts, List<SourceProblem> problems, int leftOut, Set<Path> named) {
        public Reading {
            named = Set.copyOf(named);
            contracts = List.copyOf(contracts);
            problems = List.copyOf(problems);
        }

        /**
         * Throws all problems, if there are any.
         *
         * @throws SourceProblemsException if there is a problem
         */
        public void throwIfInvalid() {
            if (!problems.isEmpty()) {
                throw new SourceProblemsException(problems, leftOut);
            }
        }
    }

    private static List<Path> filesBelow(Path path, Problems problems) {
        return Files.isDirectory(path)
                ? FolderReader.files(path, folder -> !isOfStubs(folder), ContractReader::isContractFile, problems)
                : List.of(path);
    }

    private static boolean isContractFile(Path file) {
        String name = FileNames.nameOf(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.contains(SCHEMA) && ENDINGS.contains(ending);
    }

    /** The stubs that contracts refer to are in a folder of their own, which may be among the contracts. */
    private static boolean isOfStubs(Path folder) {
        return FileNames.nameOf(folder).equals(ReferencedFileReader.STUBS);
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static List<LoadedContract> documents(
            String file, String text, ReferencedFileReader files, Problems problems) {
        int before = problems.count();
        List<SourceNode> documents = new SourceParser(file, problems).parse(text);
        if (problems.count() > before) {
            // after a syntax error all other problems would mislead
            return List.of();
        }
        if (documents.isEmpty()) {
            problems.add(new SourceLocation(file, 1, 1), "", "the file is empty; a contract needs 'interactions'");
        }
        Context context = Context.of(files, Profile.DEFAULT);
        return documents.stream()
                .flatMap(document -> ContractForm.FORM.read(SourceValue.of(document, problems), context).stream())
                .toList();
    }

    private static List<LoadedContract> readFile(Path file, ReferencedFileReader files, Problems problems) {
        int before = problems.count();
        List<LoadedContract> contracts = SourceReader.text(file, problems)
                .map(text -> documents(FileNames.shown(file), text, files, problems))
                .orElse(List.of());
        return problems.count() > before ? List.of() : contracts;
    }
}
