package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The sizes of the code: the tail makes a codebase ugly, not the median. */
class CodeShapeTest {
    private static final List<SourceFile> FILES = SourceFile.below(Path.of("src", "main", "java"));

    @Test
    void thereAreFilesTypesAndMethodsToMeasure() {
        assertThat(FILES).hasSizeGreaterThan(40);
        assertThat(FILES.stream().flatMap(file -> file.types().stream())).hasSizeGreaterThan(40);
        assertThat(FILES.stream().flatMap(file -> file.methods().stream())).hasSizeGreaterThan(100);
    }

    @Test
    void noFileIsLongerThan300Lines() {
        assertThat(filesLongerThan(300)).isEmpty();
    }

    @Test
    void ninetyFivePercentOfFilesAreAtMost200LinesLong() {
        List<String> tail = filesLongerThan(200);

        assertThat(tail.size() * 20)
                .as("20 times the files over 200 lines: %s", tail)
                .isLessThanOrEqualTo(FILES.size());
    }

    @Test
    void theMedianFileIsAtMost75LinesLong() {
        List<Integer> lengths = FILES.stream().map(SourceFile::lines).sorted().toList();

        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(75);
    }

    @Test
    void noTypeHasMoreThan15PublicMethods() {
        assertThat(offenders(SourceFile::types, type -> type.publicMethods() > 15))
                .isEmpty();
    }

    @Test
    void noRecordHasMoreThan7Components() {
        assertThat(offenders(SourceFile::types, type -> type.components() > 7)).isEmpty();
    }

    @Test
    void noMethodIsLongerThan30Lines() {
        assertThat(offenders(SourceFile::methods, method -> method.lines() > 30))
                .isEmpty();
    }

    /** Packages that may hold more types, each with its reason. */
    private static final Map<Path, Integer> LARGER_PACKAGES = Map.of(
            // a sealed type and its cases must share a package where there is no module
            Path.of("contract", "rule"), 31,
            // each key of the format has its small reader, and none of them is anybody else's business
            Path.of("contract", "reader"), 44,
            // the commands share their options and their words, and nobody else has a use for either
            Path.of("cannery", "cli"), 25,
            // what users see and what serves it behind: to split them would make all of it public
            Path.of("cannery", "junit"), 24,
            // the parts of the engine see each other and nobody else does: to split them would make them public
            Path.of("cannery", "server"), 45);

    @Test
    void noPackageHasMoreThan20TopLevelTypes() {
        Map<Path, Long> types = FILES.stream()
                .collect(Collectors.groupingBy(
                        file -> file.path().getParent(),
                        TreeMap::new,
                        Collectors.summingLong(file -> file.types().stream()
                                .filter(SourceFile.Type::isTopLevel)
                                .count())));
        types.entrySet().removeIf(entry -> entry.getValue() <= allowedIn(entry.getKey()));

        assertThat(types).isEmpty();
    }

    private static int allowedIn(Path folder) {
        return LARGER_PACKAGES.entrySet().stream()
                .filter(larger -> folder.endsWith(larger.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(20);
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
