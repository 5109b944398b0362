package dev.cannery.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** A consumer does not inherit imported BOMs, so what it resolves is looked at where it is resolved. */
class ResolvedLibrariesTest {
    private static final List<String> JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.endsWith(".jar"))
            .toList();

    @Test
    void jacksonsModulesAreOfOneVersion() {
        List<String> versions = JARS.stream()
                .filter(name -> name.matches("jackson-(core|databind)-[0-9.]+\\.jar"))
                .map(name -> name.replaceAll(".*-|\\.jar", ""))
                .toList();

        assertThat(versions).hasSize(2);
        assertThat(versions.stream().distinct()).hasSize(1);
    }

    @Test
    void theLibraryBringsItselfAndJackson() {
        List<String> others = JARS.stream()
                .filter(name -> !name.matches("(junit|assertj|byte-buddy|opentest4j|apiguardian|surefire).*"))
                .map(name -> name.replaceAll("-[0-9].*", ""))
                .sorted()
                .toList();

        assertThat(others)
                .containsExactly("cannery", "jackson-annotations", "jackson-core", "jackson-databind", "jspecify");
    }

    @Test
    void everyClassIsUnderANameOfItsOwn() throws IOException {
        Path library = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("cannery-"))
                .findFirst()
                .orElseThrow();
        try (JarFile jar = new JarFile(library.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names)
                    .filteredOn(name -> name.endsWith(".class"))
                    .hasSizeGreaterThan(5_000)
                    .allMatch(name -> name.startsWith("dev/cannery/"));
            // what others look up by name: a service of theirs must not find ours
            assertThat(names)
                    .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                    .allMatch(name -> name.startsWith("META-INF/services/dev.cannery.shaded.")
                            || name.endsWith("org.junit.platform.launcher.LauncherSessionListener"));
        }
    }
}
