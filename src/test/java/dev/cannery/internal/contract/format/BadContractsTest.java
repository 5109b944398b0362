package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cannery.Catalogue;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every file of the folder of bad contracts and compares what is said of it with the file beside it. */
class BadContractsTest {
    private static final Catalogue WORDS = Catalogue.of("contract-errors");
    private static final Path FOLDER = Path.of("src/test/resources/contracts/bad");

    static List<String> badFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void sayWhatIsWrongWhereAndWhatWouldBeRight(String name) throws IOException {
        WORDS.assertHolds(name, complaintsOf(FOLDER.resolve(name)).replace(FOLDER + "/", ""));
    }

    @Test
    void areMany() throws IOException {
        assertThat(badFiles()).hasSizeGreaterThan(200);
    }

    @Test
    void areAllInTheCatalogue() throws IOException {
        WORDS.assertCases(badFiles());
    }

    private static String complaintsOf(Path file) {
        Throwable fault = catchThrowable(() -> ContractReader.read(file));
        assertThat(fault).isInstanceOf(SourceProblemsException.class);
        return String.valueOf(fault.getMessage());
    }
}
