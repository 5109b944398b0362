package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.junit.files.ContractFiles;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.OpenScope;
import dev.cannery.internal.server.journal.LateRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of the mock that the tests of a class share: the server, and a base URL for clients that are created once for all
 * tests. That URL leads to the running test. While several tests run, a request to it cannot be assigned, and the class fails.
 */
final class ClassMock {
    private final MockServer server;
    private final boolean ownsServer;
    private final @Nullable ClassMock around;
    private final OpenScope scope;
    private final Set<OpenScope> running = new LinkedHashSet<>();
    private final Map<String, List<LateRequests>> ended = new LinkedHashMap<>();
    private @Nullable OpenScope crowd;
    private int reportedLate;

    private ClassMock(
            MockServer server, boolean ownsServer, @Nullable ClassMock around, List<LoadedContract> contracts) {
        this.server = server;
        this.ownsServer = ownsServer;
        this.around = around;
        this.scope = server.openScope(contracts);
    }

    /** Returns a mock with its own server, which starts while the contracts are read. */
    static ClassMock alone(Supplier<List<LoadedContract>> contracts) {
        StartingServer starting = StartingServer.start();
        try {
            List<LoadedContract> read = contracts.get();
            return new ClassMock(starting.started(), true, null, read);
        } catch (RuntimeException e) {
            starting.close();
            throw e;
        }
    }

    /** Returns a mock on the shared server, which may still be starting. */
    static ClassMock on(JvmMock shared, Supplier<List<LoadedContract>> contracts) {
        List<LoadedContract> read = contracts.get();
        ClassMock mock = new ClassMock(shared.server(), false, null, read);
        shared.watch(mock);
        return mock;
    }

    /**
     * Returns the mock of a nested class: on the same server, with these contracts before those of the enclosing class.
     *
     * @param profile the profile that reviews every request; empty for each contract's own
     */
    static ClassMock inside(ClassMock around, List<LoadedContract> contracts, String profile) {
        List<LoadedContract> all = Stream.concat(contracts.stream(), around.scope.contracts().stream())
                .toList();
        return new ClassMock(around.server, false, around, Settings.judged(ContractFiles.once(all), profile));
    }

    /** Whether this is the other mock, or the mock of a class nested in its class. */
    boolean isWithin(ClassMock other) {
        return this == other || (around != null && around.isWithin(other));
    }

    /** Returns the scope of the class, for requests that no test sends. */
    OpenScope scope() {
        return scope;
    }

    /** Returns the scope of the running test, or that of the class if not exactly one test is running. */
    synchronized OpenScope current() {
        return running.size() == 1 ? running.iterator().next() : scope;
    }

    /** Opens a scope with these contracts for a test that begins. */
    OpenScope begin(List<LoadedContract> contracts) {
        OpenScope test = contracts.equals(scope.contracts()) ? scope.another() : server.openScope(contracts);
        enter(test);
        return test;
    }

    /**
     * Ends a test.
     *
     * @param name the test, such as {@code WeatherTest.asks}
     */
    void end(OpenScope test, String name) {
        leave(test);
        test.close();
        synchronized (this) {
            ended.computeIfAbsent(name, tests -> new ArrayList<>()).add(test.lateRequests());
        }
    }

    private synchronized void enter(OpenScope test) {
        running.add(test);
        aim();
        if (around != null) {
            around.enter(test);
        }
    }

    private synchronized void leave(OpenScope test) {
        running.remove(test);
        aim();
        if (around != null) {
            around.leave(test);
        }
    }

    private void aim() {
        if (running.size() > 1) {
            if (crowd == null) {
                crowd = scope.another();
            }
            scope.leadTo(crowd);
        } else {
            scope.leadTo(running.isEmpty() ? null : running.iterator().next());
        }
    }

    /** Returns the problem with requests that cannot be assigned to one test; empty if there is none. */
    synchronized Optional<String> problem(String testClass) {
        int lost = crowd == null ? 0 : crowd.exchanges().size();
        if (lost > 0) {
            return Optional.of((lost == 1 ? "1 request" : lost + " requests") + " came to the base URL of " + testClass
                    + " while several of its tests ran, so it is unknown which test sent "
                    + (lost == 1 ? "it" : "them")
                    + ".\nTake the base URL as a parameter of each test (URI or ChatMock),"
                    + " or run the tests one after the other: @Execution(ExecutionMode.SAME_THREAD)");
        }
        return past().or(this::late)
                .or(() -> TestVerdict.unanswered(scope.exchanges(), scope.droppedTroubles(), 0)
                        .map(text -> testClass + " sends requests outside of its tests, for example in @BeforeAll. "
                                + text.stripTrailing()));
    }

    /** Returns a problem with requests that arrived after their test had ended and so could not fail it. Each is reported once. */
    synchronized Optional<String> late() {
        Optional<String> report = ended.entrySet().stream()
                .flatMap(tests -> late(tests.getKey(), tests.getValue()).stream())
                .findFirst();
        int count = count(ended.values().stream().flatMap(List::stream));
        boolean isFresh = count > reportedLate;
        reportedLate = count;
        return isFresh ? report : Optional.empty();
    }

    private static int count(Stream<LateRequests> requests) {
        return requests.mapToInt(LateRequests::count).sum();
    }

    private static Optional<String> late(String test, List<LateRequests> requests) {
        int count = count(requests.stream());
        return requests.stream()
                .map(LateRequests::first)
                .filter(first -> !first.isEmpty())
                .findFirst()
                .map(first -> (count == 1 ? "1 request" : count + " requests") + " came after " + test
                        + " had ended, so they could not fail the test: " + first
                        + ".\nWait in the test for everything it starts, such as a future or an executor,"
                        + " or stop it in @AfterEach.");
    }

    /** Returns the problem with requests outside of all scopes: a client that drops the path of its base URL reaches no test. */
    Optional<String> past() {
        return past(ownsServer ? server.exchanges() : List.of(), server, scope);
    }

    static Optional<String> past(List<RecordedExchange> past, MockServer server, OpenScope scope) {
        return past.isEmpty()
                ? Optional.empty()
                : Optional.of((past.size() == 1 ? "1 request" : past.size() + " requests") + " came to "
                        + server.baseUrl().resolve(past.get(0).request().url())
                        + ", which belongs to no test. Base URLs of tests look like " + scope.baseUrl()
                        + ". Does the client drop a part of it?");
    }

    void stop() {
        scope.close();
        if (ownsServer) {
            server.close();
        }
    }
}
