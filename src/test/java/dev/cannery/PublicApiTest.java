package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Law 5: a public type is a promise, and the list of promises changes only where a reviewer sees it. */
class PublicApiTest {
    private static final Path LIST = Path.of("src", "test", "resources", "public-api.txt");

    @Test
    void thePublicApiIsTheListedOne() throws IOException {
        List<String> actual = ApiListing.of(productTypes());
        assertThat(actual).as("lines of the public API").hasSizeGreaterThan(40);
        if (GoldenFile.isUpdated()) {
            Files.write(LIST, actual);
        }

        List<String> listed = Files.readAllLines(LIST);

        assertThat(difference(listed, actual))
                .as(
                        "the public API differs from %s (- listed, + found). If the change is meant, run"
                                + " `mvn test -Dtest=PublicApiTest -Dgolden.update=true` and commit the list",
                        LIST)
                .isEmpty();
    }

    /** The library carries these under names of its own, which are nobody else's business. */
    @Test
    void noTypeOfTheEngineIsPartOfIt() {
        assertThat(ApiListing.of(productTypes()))
                .filteredOn(line -> line.matches(".*\\b(com\\.(ethlo|github|google|hankcs|jayway|knuddels|networknt)"
                        + "|jakarta|net\\.(javacrumbs|minidev)"
                        + "|org\\.(apache|eclipse|slf4j|snakeyaml|wiremock|xmlunit))\\..*"))
                .isEmpty();
    }

    /** A user who names one of these depends on the inside, which may change without notice. */
    @Test
    void noSignatureNamesWhatIsInternal() {
        List<String> leaks = new ArrayList<>();
        for (Class<?> type : productTypes()) {
            if (ApiListing.isVisible(type)) {
                ApiListing.namedBy(type)
                        .filter(name -> name.contains(Product.ROOT + ".internal."))
                        .forEach(name -> leaks.add(type.getName() + " names " + name));
            }
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void aUserHasAboutSixtyTypesToKnow() {
        assertThat(productTypes().stream().filter(ApiListing::isVisible))
                .as("public types; fold two into one before the list grows longer")
                .hasSizeBetween(30, 60);
    }

    /** What users see: everything but what is internal. */
    private static List<Class<?>> productTypes() {
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass type : Product.classes()) {
            if (!type.getPackageName().startsWith(Product.ROOT + ".internal")) {
                types.add(type.reflect());
            }
        }
        return types;
    }

    /** The lines that only one list has, each under the type it belongs to. */
    private static List<String> difference(List<String> listed, List<String> found) {
        List<String> listedFully = withTypes(listed);
        List<String> foundFully = withTypes(found);
        List<String> difference = new ArrayList<>();
        listedFully.stream().filter(line -> !foundFully.contains(line)).forEach(line -> difference.add("- " + line));
        foundFully.stream().filter(line -> !listedFully.contains(line)).forEach(line -> difference.add("+ " + line));
        return difference;
    }

    private static List<String> withTypes(List<String> lines) {
        List<String> full = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            boolean isMember = line.startsWith(" ");
            full.add(isMember ? type + ": " + line.strip() : line);
            type = isMember ? type : line;
        }
        return full;
    }
}
