package dev.cannery.bench;

import dev.cannery.bench.LoadGenerator.Outcome;
import dev.cannery.bench.LoadGenerator.Plan;
import dev.cannery.internal.chat.ChatEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Loads the standalone jar and its rivals in turn, A B A B, and reports processor time for each answer, throughput and times.
 *
 * <p>Arguments: the standalone jar, WireMock's standalone jar, the folder for what is written. Properties: {@code
 * bench.seconds} (5) and {@code bench.rounds} (2) of each measurement, {@code bench.warmup} (10) seconds ahead of the first,
 * {@code bench.only} (json,scale,history,streams,burst,responses,start; also soak and junit),
 * {@code golden.update} (false) to write the table and chart of the guide on performance.
 */
final class LoadBenchmark {
    private static final int CONNECTIONS = 16;
    private static final String HEAP = "-Xmx512m";
    /** What a thousand streams can do with. */
    private static final String SMALL = "-Xmx128m";

    private static final String SERIAL = "-XX:+UseSerialGC";

    /** The status where misses are among what is asked for. */
    private static final int ANY = 0;

    private static final int FRESH = 50_000;
    private static final int WIREMOCK_MOST = 1_000;
    private static final int MOST = 10_000;
    private static final List<Integer> SIZES = List.of(1, 100, 1_000, MOST);

    private final Path cannery;
    private final Path wireMock;
    private final Path work;
    private final Duration time = Duration.ofSeconds(Integer.getInteger("bench.seconds", 5));
    private final Duration warmUp = Duration.ofSeconds(Integer.getInteger("bench.warmup", 10));
    private final int rounds = Integer.getInteger("bench.rounds", 2);
    private final Report report = new Report();

    private LoadBenchmark(Path cannery, Path wireMock, Path work) {
        this.cannery = cannery;
        this.wireMock = wireMock;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[2]);
        Files.createDirectories(work);
        LoadBenchmark benchmark = new LoadBenchmark(Path.of(args[0]), Path.of(args[1]), work);
        String only = System.getProperty("bench.only", "json,scale,history,streams,burst,responses,start");
        for (String part : only.split(",")) {
            switch (part) {
                case "json" -> benchmark.json();
                case "scale" -> benchmark.scale();
                case "streams" -> benchmark.streams();
                case "burst" -> benchmark.burst();
                case "responses" -> benchmark.responses();
                case "history" -> benchmark.history();
                case "soak" -> benchmark.soak();
                case "start" -> new ColdStart(benchmark.cannery, benchmark.wireMock, work, benchmark.rounds * 3)
                        .run(benchmark.report);
                case "junit" -> new TestStart(work, benchmark.rounds * 3).run(benchmark.report);
                default -> throw new IllegalArgumentException("unknown part " + part);
            }
        }
        benchmark.report.write(work);
        if (Boolean.getBoolean("golden.update")) {
            benchmark.report.update(Path.of("src", "docs", "performance.md"), Path.of("src", "jmh", "scale.svg"));
        }
    }

    /** One interaction, and what of a request costs how much. */
    private void json() throws Exception {
        IntFunction<String> repeated = i -> Workload.request(0, "");
        // more than any cache of ours holds
        IntFunction<String> fresh = i -> Workload.request(0, " " + Workload.words(40, i) + i);
        String contains = Workload.contract(1, false);
        try (ServerProcess floor = floor();
                ServerProcess ours = cannery("one", contains);
                ServerProcess given = cannery("given", Workload.contract(1, true));
                ServerProcess wire = wireMock(1)) {
            alternate(Map.of(
                    "1 bare Jetty", plan(floor, repeated, 1),
                    "2 cannery", plan(ours, repeated, 1),
                    "3 cannery, usage given", plan(given, repeated, 1),
                    "4 cannery, every prompt new", plan(ours, fresh, FRESH),
                    "5 WireMock", plan(wire, repeated, 1)), "json, 1 interaction", floor, ours, given, ours, wire);
        }
    }

    /** The same request to ever more interactions; each of them is asked for in turn. */
    private void scale() throws Exception {
        // what the requests of the most interactions cost where there is but one: all that differs then is their number
        IntFunction<String> others = i -> Workload.request(0, " " + (int) (i * 7919L % MOST));
        for (int size : SIZES) {
            IntFunction<String> each = i -> Workload.request((int) (i * 7919L % size), "");
            try (ServerProcess ours = cannery("scale" + size, Workload.contract(size, true))) {
                if (size <= WIREMOCK_MOST) {
                    try (ServerProcess wire = wireMock(size)) {
                        Map<String, Plan> plans =
                                new HashMap<>(Map.of("1 cannery", plan(ours, each, size), "2 WireMock", plan(wire, each, size)));
                        if (size == 1) {
                            plans.put("3 cannery, 10,000 prompts", plan(ours, others, MOST));
                        }
                        alternate(plans, Report.SCALE + size, ours, wire, ours);
                    }
                } else {
                    IntFunction<String> miss = i -> Workload.request(0, "").replace("question", "answer");
                    alternate(Map.of("1 cannery", plan(ours, each, size), "2 cannery, a miss", plan(ours, 404, miss, 1)),
                            Report.SCALE + size, ours, ours);
                }
            }
        }
    }

    /** A conversation of a megabyte, whose tokens are counted already or not at all. */
    private void history() throws Exception {
        // a model that takes so long a conversation
        UnaryOperator<String> large = text -> text.replace("gpt-4o", "gpt-4.1");
        String body = large.apply(Workload.longRequest(1 << 20));
        try (ServerProcess floor = floor();
                ServerProcess ours = cannery("history", large.apply(Workload.contract(1, false)));
                ServerProcess given = cannery("history-given", large.apply(Workload.contract(1, true)))) {
            alternate(Map.of(
                    "1 bare Jetty", plan(floor, i -> body, 1),
                    "2 cannery", plan(ours, i -> body, 1),
                    "3 cannery, usage given", plan(given, i -> body, 1)), "json, 1 MB of messages", floor, ours, given);
        }
    }

    /** Ten million requests of all kinds to a small heap: what is resident at the end is what was after the first million. */
    private void soak() throws Exception {
        IntFunction<String> mixed = i -> switch (i % 50) {
            case 0 -> Workload.streamRequest();
            case 1 -> Workload.request(0, "").replace("question", "answer");
            case 2, 3, 4, 5 -> Workload.request(0, " " + i);
            default -> Workload.request(0, "");
        };
        try (ServerProcess ours = cannery("soak", List.of(SMALL), Workload.contract(1, false))) {
            long answers = 0;
            for (int million = 1; million <= 10; million++) {
                List<Outcome> outcomes = new ArrayList<>();
                while (answers < million * 1_000_000L) {
                    Outcome outcome = new LoadGenerator(plan(ours, ANY, mixed, FRESH).lasting(time), ours::cpu).run();
                    answers += outcome.answers();
                    outcomes.add(outcome);
                }
                if (million == 1 || million == 10) {
                    report.add("soak, -Xmx128m", "cannery, million " + million, outcomes, ours.status("VmRSS") / 1024,
                            ours.status("Threads"));
                }
            }
        }
    }

    private void streams() throws Exception {
        Duration gap = Duration.ofMillis(20);
        IntFunction<String> body = i -> Workload.streamRequest();
        Duration eight = Duration.ofSeconds(Math.max(8, time.toSeconds()));
        try (ServerProcess floor = java("netty", HEAP, "-cp", System.getProperty("java.class.path"),
                        NettyFloor.class.getName(), "{port}", "20");
                ServerProcess ours = cannery("streams", Workload.streamContract(20));
                ServerProcess small = cannery("small", List.of(SMALL, SERIAL), Workload.streamContract(20))) {
            ServerProcess[] servers = {floor, ours, small};
            List<String> names = List.of("1 bare Netty", "2 cannery", "3 cannery, 128 MB, serial collector");
            Map<String, Plan> plans = new HashMap<>();
            for (int i = 0; i < servers.length; i++) {
                plans.put(names.get(i), new Plan(servers[i].port(), ChatEndpoint.CHAT_COMPLETIONS, 200, body, 1, 1_000, Duration.ofSeconds(3), eight, gap, false));
            }
            // paced requests are few: the compiler takes as many of them, and so more time, to know what is hot
            alternate(warmUp.multipliedBy(3), plans, "1,000 streams, 20 ms", servers);
        }
        try (ServerProcess ours = cannery("many", Workload.streamContract(100))) {
            Plan many = new Plan(ours.port(), ChatEndpoint.CHAT_COMPLETIONS, 200, body, 1, 5_000, Duration.ZERO, Duration.ofSeconds(60),
                    Duration.ofMillis(100), true);
            for (String name : List.of("cannery, its first streams", "cannery, the next", "cannery")) {
                report.add("5,000 streams, 100 ms", name, List.of(new LoadGenerator(many, ours::cpu).run()),
                        ours.status("VmRSS") / 1024, ours.status("Threads"));
            }
        }
    }

    private void burst() throws Exception {
        try (ServerProcess ours = cannery("burst", Workload.streamContract(0))) {
            alternate(Map.of("1 cannery", plan(ours, i -> Workload.streamRequest(), 1)),
                    "streams of 200 tokens, no delay", ours);
        }
    }

    /** The same requests as chat completions and at the Responses API, whole and streamed. */
    private void responses() throws Exception {
        both("json, both endpoints", Workload.contract(1, false), Workload.request(0, ""));
        both("streams of 200 tokens, both endpoints", Workload.streamContract(0), Workload.streamRequest());
    }

    private void both(String title, String contract, String request) throws Exception {
        String response = Workload.toResponses(request);
        try (ServerProcess chat = cannery("chat", contract);
                ServerProcess responses = cannery("responses", contract)) {
            alternate(Map.of(
                    "1 a chat completion", plan(chat, i -> request, 1),
                    "2 a Response", plan(responses, i -> response, 1).at(ChatEndpoint.RESPONSES)), title, chat, responses);
        }
    }

    private Plan plan(ServerProcess server, IntFunction<String> bodies, int variety) {
        return plan(server, 200, bodies, variety);
    }

    private Plan plan(ServerProcess server, int status, IntFunction<String> bodies, int variety) {
        return new Plan(server.port(), ChatEndpoint.CHAT_COMPLETIONS, status, bodies, variety, CONNECTIONS,
                Duration.ofSeconds(1), time, Duration.ZERO, false);
    }

    /** Each plan in the order of its name, then all of them again: what else the machine does hits them alike. */
    private void alternate(Map<String, Plan> plans, String title, ServerProcess... servers) throws IOException {
        alternate(warmUp, plans, title, servers);
    }

    private void alternate(Duration warming, Map<String, Plan> plans, String title, ServerProcess... servers)
            throws IOException {
        TreeMap<String, Plan> ordered = new TreeMap<>(plans);
        List<List<Outcome>> outcomes = new ArrayList<>();
        ordered.forEach((name, plan) -> outcomes.add(new ArrayList<>()));
        int first = 0;
        for (Plan plan : ordered.values()) {
            ServerProcess server = servers[first++];
            new LoadGenerator(plan.lasting(warming), server::cpu).run();
        }
        for (int round = 0; round < rounds; round++) {
            int next = 0;
            for (Plan plan : ordered.values()) {
                ServerProcess server = servers[next];
                outcomes.get(next++).add(new LoadGenerator(plan, server::cpu).run());
            }
        }
        int next = 0;
        for (String name : ordered.keySet()) {
            ServerProcess server = servers[next];
            report.add(title, name.substring(2), outcomes.get(next++), server.status("VmRSS") / 1024,
                    server.status("Threads"));
        }
    }

    private ServerProcess floor() throws Exception {
        return java("jetty", HEAP, "-cp", System.getProperty("java.class.path"), JettyFloor.class.getName(), "{port}");
    }

    private ServerProcess cannery(String name, String contract) throws Exception {
        return cannery(name, List.of(HEAP), contract);
    }

    private ServerProcess cannery(String name, List<String> options, String contract) throws Exception {
        Path file = Files.writeString(work.resolve(name + ".yaml"), contract);
        List<String> command = new ArrayList<>(options);
        command.addAll(
                List.of("-jar", cannery.toString(), "serve", "--port", "{port}", "--contracts", file.toString()));
        return java(name, command.toArray(String[]::new));
    }

    /** Without a journal, which by default has no bound: WireMock at its best. */
    private ServerProcess wireMock(int stubs) throws Exception {
        Path mappings = Files.createDirectories(work.resolve("wiremock" + stubs).resolve("mappings"));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < stubs; i++) {
            all.add(Workload.mapping(i));
        }
        Files.writeString(mappings.resolve("all.json"), "{\"mappings\":[" + String.join(",\n", all) + "]}");
        return java("wiremock" + stubs, HEAP, "-jar", wireMock.toString(), "--port", "{port}", "--bind-address", "127.0.0.1",
                "--no-request-journal", "--disable-banner", "--root-dir", mappings.getParent().toString());
    }

    private ServerProcess java(String name, String... arguments) throws Exception {
        return ServerProcess.start(work.resolve(name + ".log"), arguments);
    }
}
