package dev.cannery.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.source.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract files that tests share: good ones, which must be read, and bad ones, which must not. */
public final class ContractFixtures {
    private static final Path FOLDER = Path.of("src", "test", "resources", "contracts");

    private ContractFixtures() {}

    /** The good files. */
    public static List<Path> good() {
        return files("good");
    }

    /** The bad files. */
    public static List<Path> bad() {
        return files("bad");
    }

    /** The contracts without their places, which differ between a file and its copy. */
    public static List<LoadedContract> withoutPlaces(List<LoadedContract> contracts) {
        return contracts.stream().map(ContractFixtures::withoutPlaces).toList();
    }

    /** The contract without its places. */
    public static LoadedContract withoutPlaces(LoadedContract contract) {
        List<LoadedInteraction> interactions = contract.interactions().stream()
                .map(interaction -> interaction.withSource(SourceLocation.CODE))
                .toList();
        return new LoadedContract(contract.name(), contract.consumer(), contract.provider(), interactions);
    }

    /** The text of several contracts, as one file holds them. */
    public static String written(List<LoadedContract> contracts) {
        return contracts.stream().map(ContractWriter::write).collect(Collectors.joining("---\n"));
    }

    /** The interaction of this name in a good file. */
    public static LoadedInteraction interaction(String file, String name) {
        return ContractReader.read(FOLDER.resolve("good").resolve(file)).stream()
                .flatMap(contract -> contract.interactions().stream())
                .filter(interaction -> interaction.name().equals(name))
                .findFirst()
                .orElseThrow()
                .withSource(SourceLocation.CODE);
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(FOLDER.resolve(folder))) {
            List<Path> found = files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
