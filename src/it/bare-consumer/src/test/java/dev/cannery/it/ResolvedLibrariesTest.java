package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A consumer does not inherit imported BOMs, so what it resolves is looked at where it is resolved. */
class ResolvedLibrariesTest {
    private static final List<String> JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.endsWith(".jar"))
            .toList();

    @Test
    void everyJettyJarIsOfTheVersionWeTestWith() {
        assertThat(JARS)
                .filteredOn(name -> name.startsWith("jetty-"))
                .hasSizeGreaterThan(10)
                .allMatch(name -> name.endsWith("-" + System.getProperty("jetty.version") + ".jar"));
    }

    @Test
    void jacksonsModulesAreOfOneVersion() {
        List<String> versions = JARS.stream()
                .filter(name -> name.matches("jackson-(core|databind|data.*)-[0-9.]+\\.jar"))
                .map(name -> name.replaceAll(".*-|\\.jar", ""))
                .toList();

        assertThat(versions).hasSizeGreaterThan(2);
        assertThat(versions.stream().distinct()).hasSize(1);
    }

    @Test
    void theLibraryBringsNoLoggerAndNoCommandLine() {
        assertThat(JARS).anyMatch(name -> name.startsWith("cannery-"));
        assertThat(JARS).noneMatch(name -> name.matches("(slf4j-simple|picocli|rest-assured|groovy|httpmime)-.*"));
    }
}
