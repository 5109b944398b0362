package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the public API against a listing, so that a reviewer sees every change. */
class PublicApiTest {
    private static final Path LIST = Path.of("src", "test", "resources", "public-api.txt");

    @Test
    void thePublicApiMatchesTheListing() throws IOException {
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

    /** The library contains these libraries under relocated names, which users must not depend on. */
    @Test
    void exposesNoTypeOfTheEngine() {
        assertThat(ApiListing.of(productTypes()))
                .filteredOn(line -> line.matches(".*\\b(com\\.(ethlo|github|google|hankcs|jayway|knuddels|networknt)"
                        + "|jakarta|net\\.(javacrumbs|minidev)"
                        + "|org\\.(apache|eclipse|slf4j|snakeyaml|wiremock|xmlunit))\\..*"))
                .isEmpty();
    }

    /** A user of such a type would depend on internals, which may change without notice. */
    @Test
    void noSignatureNamesAnInternalType() {
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
    void hasAboutSixtyPublicTypes() {
        assertThat(productTypes().stream().filter(ApiListing::isVisible))
                .as("public types; fold two into one before the list grows longer")
                .hasSizeBetween(30, 60);
    }

    /** Returns all types outside of internal packages. */
    private static List<Class<?>> productTypes() {
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass type : Product.classes()) {
            if (!type.getPackageName().startsWith(Product.ROOT + ".internal")) {
                types.add(type.reflect());
            }
        }
        return types;
    }

    /** Returns the lines that only one list contains, each below its type. */
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
