package dev.cannery.bench;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.internal.server.MockServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The JVM of {@link TestStart}: runs one kind, and tells what one class or server took, and the processor time of it. */
final class TestRuns {
    private static final int MANY = 21;
    private static final Path CONTRACTS = Path.of("contracts");
    private static final String BODY =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private TestRuns() {}

    /** What is run. */
    enum Kind {
        EMPTY("a JVM with an empty test", EmptyTest.class),
        ONE("a JVM with `@ChatMockTest`, one contract and a request", OneContractTest.class),
        SEVEN("a JVM with `@ChatMockTest`, seven contracts and a request", MockedTest.class),
        CLASSES("each later class of a run with `@ChatMockTest`", ManyClasses.class.getDeclaredClasses()),
        STARTS("each later `MockChatServer` and its contracts, to its first answer"),
        SERVERS("each later `MockChatServer` and its contracts, to its end");

        private final String title;
        private final Class<?>[] tests;

        Kind(String title, Class<?>... tests) {
            this.title = title;
            this.tests = tests;
        }

        String title() {
            return title;
        }

        /** Whether it is measured from within, in a JVM that has seen others of its kind. */
        boolean isLater() {
            return this == CLASSES || isOfServers();
        }

        private boolean isOfServers() {
            return this == STARTS || this == SERVERS;
        }
    }

    public static void main(String[] args) throws IOException {
        Kind kind = Kind.valueOf(args[0]);
        if (kind.isOfServers()) {
            for (int i = 0; i < MANY; i++) {
                Laps.begin();
                serve(kind);
            }
        } else {
            execute(kind.tests, args[1]);
        }
        System.out.println(kind.isLater() ? Laps.told() : "0 " + cpu());
    }

    private static void serve(Kind kind) throws IOException {
        try (MockServer server = MockServer.builder()
                .contracts(ContractReader.read(CONTRACTS))
                .start()) {
            ask(server.baseUrl());
            if (kind == Kind.STARTS) {
                Laps.note();
            }
        }
        if (kind == Kind.SERVERS) {
            Laps.note();
        }
    }

    private static void execute(Class<?>[] tests, String output) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(tests)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .configurationParameter("cannery.output", output)
                                .build(),
                        summary,
                        new Laps());
        if (summary.getSummary().getTotalFailureCount() > 0) {
            throw new IllegalStateException(summary.getSummary().getFailures().get(0).getException());
        }
    }

    /** By a socket, because what a client of HTTP takes is not ours. */
    private static void ask(URI baseUrl) throws IOException {
        try (Socket socket = new Socket(baseUrl.getHost(), baseUrl.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + baseUrl.getPath() + "/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nConnection: close\r\nContent-Length: " + BODY.length()
                            + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assertions.assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
    }

    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** What each class or server took. */
    private static final class Laps implements TestExecutionListener {
        private static final List<Double> MILLIS = new ArrayList<>();
        private static final List<Double> CPU = new ArrayList<>();
        private static long begun;
        private static double cpuBefore;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (identifier.getSource().filter(ClassSource.class::isInstance).isPresent()) {
                note();
            }
        }

        static void begin() {
            begun = System.nanoTime();
            cpuBefore = cpu();
        }

        /** A lap ends, and unless another is begun later the next begins. */
        static void note() {
            MILLIS.add((System.nanoTime() - begun) / 1e6);
            CPU.add(cpu() - cpuBefore);
            begin();
        }

        /** The median time of all but the first, and their mean processor time, which the system counts too coarsely for one. */
        static String told() {
            List<Double> later = new ArrayList<>(MILLIS.subList(1, MILLIS.size()));
            Collections.sort(later);
            double cpu = CPU.subList(1, CPU.size()).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            return later.get(later.size() / 2) + " " + cpu;
        }
    }

    static class EmptyTest {
        @Test
        void passes() {}
    }

    @ChatMockTest("contracts/hello.yaml")
    static class OneContractTest {
        @Test
        void isAnswered(URI baseUrl) throws IOException {
            ask(baseUrl);
        }
    }

    @ChatMockTest("contracts")
    static class MockedTest {
        @Test
        void isAnswered(URI baseUrl) throws IOException {
            ask(baseUrl);
        }
    }

    /** As many classes as a project may have, each with a server of its own. */
    private static final class ManyClasses {
        static class T01 extends MockedTest {}

        static class T02 extends MockedTest {}

        static class T03 extends MockedTest {}

        static class T04 extends MockedTest {}

        static class T05 extends MockedTest {}

        static class T06 extends MockedTest {}

        static class T07 extends MockedTest {}

        static class T08 extends MockedTest {}

        static class T09 extends MockedTest {}

        static class T10 extends MockedTest {}

        static class T11 extends MockedTest {}

        static class T12 extends MockedTest {}

        static class T13 extends MockedTest {}

        static class T14 extends MockedTest {}

        static class T15 extends MockedTest {}

        static class T16 extends MockedTest {}

        static class T17 extends MockedTest {}

        static class T18 extends MockedTest {}

        static class T19 extends MockedTest {}

        static class T20 extends MockedTest {}

        static class T21 extends MockedTest {}
    }
}
