package dev.cannery.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cannery.bench.LoadGenerator.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, as a table for people, as JSON, and as a section of the guide on performance. */
final class Report {
    private static final String BEGIN = "<!-- bench: begin -->\n";
    private static final String END = "<!-- bench: end -->";

    static final String SCALE = "json, interactions: ";

    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, ColdStart.Start> starts = new LinkedHashMap<>();
    private final Map<String, TestStart.Cost> tests = new LinkedHashMap<>();

    /** One line; times in milliseconds, processor time in microseconds for an answer. */
    record Row(
            String title,
            String name,
            long answers,
            long bad,
            double cpu,
            double perSecond,
            double p50,
            double p99,
            double lateP50,
            double lateP99,
            double megabytes,
            double threads) {}

    /** What processor time is compared with: the bare server of the same load, or the same server with one interaction. */
    private Row base(Row row) {
        boolean isScale = row.title.startsWith(SCALE);
        return rows.stream()
                .filter(other -> isScale
                        ? other.title.equals(SCALE + "1") && row.name.startsWith(other.name)
                        : other.title.equals(row.title))
                .findFirst()
                .orElse(row);
    }

    void add(String title, String name, List<Outcome> rounds, double megabytes, double threads) {
        Row row = new Row(
                title,
                name,
                rounds.stream().mapToLong(Outcome::answers).sum(),
                rounds.stream().mapToLong(Outcome::bad).sum(),
                median(rounds, Outcome::cpuMicros),
                median(rounds, Outcome::perSecond),
                median(rounds, outcome -> outcome.latencies().millis(0.5)),
                median(rounds, outcome -> outcome.latencies().millis(0.99)),
                median(rounds, outcome -> outcome.lateness().millis(0.5)),
                median(rounds, outcome -> outcome.lateness().millis(0.99)),
                megabytes,
                threads);
        rows.add(row);
        System.out.println(line(row));
    }

    /** Starts of one server; the first that is added is the one that others are compared with. */
    void addStart(String name, List<ColdStart.Start> rounds) {
        starts.put(
                name,
                new ColdStart.Start(
                        median(rounds, ColdStart.Start::millis),
                        median(rounds, ColdStart.Start::cpu),
                        median(rounds, ColdStart.Start::megabytes),
                        median(rounds, ColdStart.Start::threads)));
        System.out.println(name + ": " + starts.get(name) + ", the median of " + rounds);
    }

    /** Runs of tests; they are not compared by ratios, because the first is nothing but JUnit. */
    void addTests(String name, List<TestStart.Cost> rounds) {
        tests.put(name, new TestStart.Cost(
                median(rounds, TestStart.Cost::millis), median(rounds, TestStart.Cost::cpu)));
        System.out.println(name + ": " + tests.get(name) + ", the median of " + rounds);
    }

    private String testLine(String name) {
        TestStart.Cost cost = tests.get(name);
        return String.format(Locale.ROOT, "| %s | %.0f | %.0f |", name, cost.millis(), cost.cpu());
    }

    private String startLine(String name) {
        ColdStart.Start start = starts.get(name);
        ColdStart.Start first = starts.values().iterator().next();
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %.0f | %.2f | %.0f | %.0f |",
                name,
                start.millis(),
                start.millis() / first.millis(),
                start.cpu(),
                start.cpu() / first.cpu(),
                start.megabytes(),
                start.threads());
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private String line(Row row) {
        String late = Double.isNaN(row.lateP50) ? "" : String.format(Locale.ROOT, "%.1f / %.1f", row.lateP50, row.lateP99);
        String bad = row.bad == 0 ? "" : " (" + row.bad + " failed)";
        return String.format(
                Locale.ROOT,
                "| %s | %s%s | %.0f | %.2f | %,.0f | %.1f / %.1f | %s | %.0f |",
                row.title,
                row.name,
                bad,
                row.cpu,
                row.cpu / base(row).cpu,
                row.perSecond,
                row.p50,
                row.p99,
                late,
                row.megabytes);
    }

    String table() {
        String table = rows.isEmpty()
                ? ""
                : rows.stream()
                        .map(this::line)
                        .collect(Collectors.joining(
                                "\n",
                                "| load | server | CPU µs per answer | ratio | answers/s | p50 / p99 ms | events late, p50 / p99 ms"
                                        + " | MB resident |\n|---|---|--:|--:|--:|--:|--:|--:|\n",
                                "\n\n"));
        String cold = starts.isEmpty()
                ? ""
                : starts.keySet().stream()
                        .map(this::startLine)
                        .collect(Collectors.joining(
                                "\n",
                                "| from the start of the JVM to the first answer | ms | ratio | CPU ms | ratio | MB resident"
                                        + " | threads |\n|---|--:|--:|--:|--:|--:|--:|\n",
                                "\n\n"));
        String junit = tests.isEmpty()
                ? ""
                : tests.keySet().stream()
                        .map(this::testLine)
                        .collect(Collectors.joining(
                                "\n", "| in JUnit | ms | CPU ms |\n|---|--:|--:|\n", "\n\n"));
        return table + cold + junit + machine() + "\n";
    }

    private String machine() {
        return "Measured on " + Runtime.getRuntime().availableProcessors() + " cores, JDK "
                + Runtime.version().feature() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + "; 16 connections unless streams are counted; medians of the rounds. Load average before the first round: "
                + String.format(Locale.ROOT, "%.1f.", load)
                + System.getProperty("bench.remark", "");
    }

    void write(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine());
        all.put("rows", rows);
        all.put("starts", starts);
        all.put("tests", tests);
        mapper.writeValue(folder.resolve("report.json").toFile(), all);
        Files.writeString(folder.resolve("report.md"), table());
        Files.writeString(folder.resolve("scale.svg"), chart().svg());
        System.out.println(table());
    }

    private Chart chart() {
        TreeMap<Integer, Double> ours = new TreeMap<>();
        TreeMap<Integer, Double> rival = new TreeMap<>();
        for (Row row : rows) {
            if (row.title.startsWith(SCALE) && !row.name.contains(",")) {
                (row.name.equals("WireMock") ? rival : ours).put(Integer.valueOf(row.title.substring(SCALE.length())), row.cpu);
            }
        }
        return new Chart(ours, rival);
    }

    /** Puts the table between the two marks of the guide, and writes the chart. */
    void update(Path guide, Path svg) throws IOException {
        String text = Files.readString(guide);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(guide + " has no marks " + BEGIN.strip() + " and " + END);
        }
        Files.writeString(guide, text.substring(0, begin + BEGIN.length()) + "\n" + table() + "\n" + text.substring(end));
        Files.createDirectories(svg.toAbsolutePath().getParent());
        Files.writeString(svg, chart().svg());
    }
}
