package dev.cannery.contract.reader;

import dev.cannery.contract.Contract;
import dev.cannery.source.FileNames;
import dev.cannery.source.Problems;
import dev.cannery.source.SourceProblem;
import dev.cannery.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads contracts from files of YAML or JSON. Everything that is wrong in all of them is said at once. */
public final class ContractReader {
    private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json");

    private ContractReader() {}

    /**
     * Reads a file, or every contract file below a folder in the order of their paths.
     *
     * @throws ContractException when anything is wrong; it says all that is
     */
    public static List<Contract> read(Path... filesOrFolders) {
        Reading reading = readLeniently(List.of(filesOrFolders));
        if (!reading.problems().isEmpty()) {
            throw new ContractException(reading.problems());
        }
        return reading.contracts();
    }

    /**
     * Reads contracts from the text of one file.
     *
     * @param file the name for complaints; it ends in {@code .json} when the text is JSON
     * @throws ContractException when anything is wrong; it says all that is
     */
    public static List<Contract> parse(String file, String text) {
        Problems problems = new Problems();
        List<Contract> contracts = new DocumentReader(file, null, problems).read(text);
        if (!problems.isEmpty()) {
            throw new ContractException(problems.sorted());
        }
        return contracts;
    }

    /** Reads files and folders, keeping the contracts of every sound file and the problems of the others. */
    public static Reading readLeniently(Collection<Path> filesOrFolders) {
        Problems problems = new Problems();
        List<Contract> contracts = new ArrayList<>();
        for (Path path : filesOrFolders) {
            for (Path file : filesBelow(path, problems)) {
                contracts.addAll(readFile(file, problems));
            }
        }
        return new Reading(contracts, problems.sorted());
    }

    /**
     * What came of reading several files.
     *
     * @param contracts the contracts of the files that are sound, in the order of their paths
     * @param problems what is wrong in the others
     */
    public record Reading(List<Contract> contracts, List<SourceProblem> problems) {
        public Reading {
            contracts = List.copyOf(contracts);
            problems = List.copyOf(problems);
        }
    }

    private static List<Path> filesBelow(Path path, Problems problems) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(ContractReader::isContractFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            problems.add(FileNames.start(path), "", "the folder cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isContractFile(Path file) {
        String name = FileNames.nameOf(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && !name.startsWith(".") && ENDINGS.contains(ending);
    }

    private static List<Contract> readFile(Path file, Problems problems) {
        int complaints = problems.count();
        List<Contract> contracts = SourceReader.text(file, problems)
                .map(text -> new DocumentReader(
                                FileNames.shown(file), file.toAbsolutePath().getParent(), problems)
                        .read(text))
                .orElse(List.of());
        return problems.count() > complaints ? List.of() : contracts;
    }
}
