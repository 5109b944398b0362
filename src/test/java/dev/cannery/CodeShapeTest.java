package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Limits the sizes of files and methods. The largest ones make a codebase hard to read, not the median. */
class CodeShapeTest {
    private static final List<SourceFile> FILES = SourceFile.below(Path.of("src", "main", "java"));

    @Test
    void thereAreFilesTypesAndMethodsToMeasure() {
        assertThat(FILES).hasSizeGreaterThan(40);
        assertThat(FILES.stream().flatMap(file -> file.types().stream())).hasSizeGreaterThan(40);
        assertThat(FILES.stream().flatMap(file -> file.methods().stream())).hasSizeGreaterThan(100);
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertThat(filesLongerThan(400)).isEmpty();
    }

    @Test
    void ninetyFivePercentOfFilesAreAtMost250LinesLong() {
        List<String> tail = filesLongerThan(250);

        assertThat(tail.size() * 20)
                .as("20 times the files over 250 lines: %s", tail)
                .isLessThanOrEqualTo(FILES.size());
    }

    @Test
    void noMethodIsLongerThan40Lines() {
        assertThat(offenders(SourceFile::methods, method -> method.lines() > 40))
                .isEmpty();
    }

    private static List<String> filesLongerThan(int limit) {
        return FILES.stream()
                .filter(file -> file.lines() > limit)
                .map(file -> file.path().getFileName() + " has " + file.lines())
                .toList();
    }

    private static <T> List<T> offenders(Function<SourceFile, List<T>> parts, Predicate<T> isTooLarge) {
        return FILES.stream()
                .flatMap(file -> parts.apply(file).stream())
                .filter(isTooLarge)
                .toList();
    }
}
