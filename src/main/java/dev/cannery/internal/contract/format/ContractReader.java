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

/** Reads contracts from files of YAML or JSON. Everything that is wrong in all of them is said at once. */
public final class ContractReader {
    /** In the name of a file that holds a schema for {@code conforms_to}, which is no contract. */
    private static final String SCHEMA = ".schema.";

    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");

    private ContractReader() {}

    /**
     * Reads a file, or every contract file below a folder in the order of their paths.
     *
     * @throws SourceProblemsException when anything is wrong in them; it has all problems of all files
     */
    public static List<LoadedContract> read(Path... filesOrFolders) {
        Reading reading = readLeniently(List.of(filesOrFolders));
        reading.throwIfInvalid();
        return reading.contracts();
    }

    /**
     * Reads contracts from the text of one file.
     *
     * @param file the name for complaints; it ends in {@code .json} when the text is JSON
     * @throws SourceProblemsException when anything is wrong in them; it has all problems of all files
     */
    public static List<LoadedContract> parse(String file, String text) {
        return parse(file, text, ReferencedFileReader.NONE);
    }

    /**
     * Reads contracts from a text that may name any stub and schema, by a path from where the program runs.
     *
     * @param file the name for complaints; it ends in {@code .json} when the text is JSON
     * @throws SourceProblemsException when anything is wrong in them; it has all problems of all files
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

    /** Reads files and folders, keeping the contracts of every sound file and the problems of the others. */
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
     * What came of reading several files.
     *
     * @param contracts the contracts of the files that are sound, in the order of their paths
     * @param problems what is wrong in the others, 1,000 problems at most
     * @param leftOut how many further problems there are
     * @param named the files beside them that they name: schemas, stubs and profiles
     */
    public record Reading(List<LoadedContract> contracts, List<SourceProblem> problems, int leftOut, Set<Path> named) {
        public Reading {
            named = Set.copyOf(named);
            contracts = List.copyOf(contracts);
            problems = List.copyOf(problems);
        }

        /**
         * Refuses files in which something is wrong.
         *
         * @throws SourceProblemsException when there is a problem
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

    /** Answers that contracts name lie in a folder of their own, which may stand among the contracts. */
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
            // first it must be YAML: what follows from a syntax error would only mislead
            return List.of();
        }
        if (documents.isEmpty()) {
            problems.add(new SourceLocation(file, 1, 1), "", "the file is empty, a contract needs 'interactions'");
        }
        Context context = Context.of(files, Profile.DEFAULT);
        return documents.stream()
                .flatMap(document -> ContractForm.FORM.read(SourceValue.of(document, problems), context).stream())
                .toList();
    }

    private static List<LoadedContract> readFile(Path file, ReferencedFileReader files, Problems problems) {
        int complaints = problems.count();
        List<LoadedContract> contracts = SourceReader.text(file, problems)
                .map(text -> documents(FileNames.shown(file), text, files, problems))
                .orElse(List.of());
        return problems.count() > complaints ? List.of() : contracts;
    }
}
