package dev.cannery.bench;

import dev.cannery.bench.TestRuns.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the JUnit extension adds to a run of tests: to the first class of a JVM, and to each later one. */
final class TestStart {
    private final Path work;
    private final int rounds;

    TestStart(Path work, int rounds) {
        this.work = work;
        this.rounds = rounds;
    }

    /**
     * What something takes.
     *
     * @param millis of time
     * @param cpu milliseconds of processor time
     */
    record Cost(double millis, double cpu) {}

    /** Each kind in a JVM of its own, in turn, as often as there are rounds. */
    void run(Report report) throws Exception {
        Map<Kind, List<Cost>> costs = new EnumMap<>(Kind.class);
        for (int i = 0; i < rounds; i++) {
            for (Kind kind : Kind.values()) {
                costs.computeIfAbsent(kind, key -> new ArrayList<>()).add(cost(kind));
            }
        }
        costs.forEach((kind, each) -> report.addTests(kind.title(), each));
    }

    private Cost cost(Kind kind) throws IOException, InterruptedException {
        Path log = work.resolve("tests.log");
        long start = System.nanoTime();
        ServerProcess.run(
                log,
                "-cp",
                System.getProperty("java.class.path"),
                TestRuns.class.getName(),
                kind.name(),
                work.resolve("tests").toString());
        double millis = (System.nanoTime() - start) / 1e6;
        String[] told = Files.readString(log).strip().replaceAll("(?s).*\n", "").split(" ");
        double own = Double.parseDouble(told[0]);
        return new Cost(kind.isLater() ? own : millis, Double.parseDouble(told[1]));
    }
}
