package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.server.OpenScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** The run of one test, from its set-up to its end. */
final class TestRun implements AutoCloseable {
    private final ClassMock classMock;
    private final OpenScope scope;
    private final String name;
    private final List<LoadedContract> contracts;
    private final List<LoadedInteraction> required;
    private final TestVerdict judgement;
    private final Runnable lease;
    private final Replies replies;
    private final Variant variant;
    private final Optional<TestRecording> recording;
    private int judged;
    private volatile boolean isOver;

    private TestRun(ClassMock classMock, OpenScope scope, TestPlan plan, Runnable lease) {
        this.classMock = classMock;
        this.scope = scope;
        this.name = plan.name();
        this.contracts = plan.contracts();
        this.required = plan.required();
        this.judgement = new TestVerdict(plan.strictness());
        this.lease = lease;
        this.replies = new Replies(plan::provider);
        this.variant = plan.variant();
        this.recording = plan.recording();
        recording.ifPresent(one -> scope.forwardTo(one.upstream()));
    }

    /** Begins a test. System properties of its own method are set until it ends. */
    static TestRun begin(ClassMock classMock, TestPlan plan, JvmMockSource jvm) {
        OpenScope scope = classMock.begin(plan.served());
        Misbehaviour misbehaviour = plan.variant().misbehaviour();
        if (misbehaviour != null) {
            scope.misbehaveOnce(misbehaviour);
        }
        try {
            Runnable lease = plan.method()
                    .filter(settings -> !settings.properties().isEmpty())
                    .map(settings -> jvm.get().lease(settings, classMock, scope))
                    .orElse(() -> {});
            return new TestRun(classMock, scope, plan, lease);
        } catch (RuntimeException e) {
            classMock.end(scope, plan.name());
            throw e;
        }
    }

    ChatMock mock() {
        return new ChatMock(scope, () -> scope, replies);
    }

    OpenScope scope() {
        return scope;
    }

    /** Returns how the test runs. */
    Variant variant() {
        return variant;
    }

    /** Returns why a passing test has tested nothing: its misbehaviour changed no response. Empty if it did, or if it has none. */
    Optional<Unchanged> unchanged() {
        return scope.pendingMisbehaviour().map(word -> new Unchanged(word, name));
    }

    /**
     * Returns a failure message with what is odd in the variant, since it may be the cause.
     *
     * @return the message as it is for a plain variant
     */
    String explained(String message) {
        StringBuilder more = new StringBuilder(message);
        Dialect dialect = variant.dialect();
        if (dialect != null) {
            more.append("\n\n").append(dialect.hint());
        }
        Optional<Misbehaviour> unchanged = scope.pendingMisbehaviour();
        if (unchanged.isPresent()) {
            more.append("\n\n").append(Unchanged.words(unchanged.get(), "this test"));
        } else if (variant.misbehaviour() != null && !namesFault(message)) {
            more.append("\n").append(TestVerdict.wrongOnPurpose(scope.exchanges()));
        }
        return more.toString().stripTrailing();
    }

    private boolean namesFault(String message) {
        return scope.exchanges().stream()
                .map(RecordedExchange::fault)
                .anyMatch(fault -> fault != null && message.contains(fault));
    }

    /** Returns all contracts of the test, including interactions that {@code @UseInteraction} excludes. */
    List<LoadedContract> contracts() {
        return contracts;
    }

    boolean isOver() {
        return isOver;
    }

    /** Marks the end of the set-up. */
    void execute() {
        replies.begin();
    }

    /** Returns the failure caused by requests since the last call, without checking for unused interactions. */
    synchronized Optional<AssertionFailedError> failureSoFar() {
        Optional<AssertionFailedError> failure = judgement.failure(scope, judged, List.of());
        judged = TestVerdict.failedRequests(scope);
        return failure;
    }

    /** Returns the failure of the whole test. */
    synchronized Optional<AssertionFailedError> failure() {
        List<LoadedInteraction> all = new ArrayList<>(required);
        all.addAll(replies.required());
        return judgement.failure(scope, judged, all);
    }

    /** Writes what was recorded. Returns a failure if an answer could not be recorded. */
    Optional<AssertionFailedError> endRecording() {
        return recording.flatMap(TestRecording::end);
    }

    /** Returns the first failed request in one line; empty if there is none. */
    Optional<String> firstFailedRequest() {
        return judgement.firstFailedRequest(scope);
    }

    /** Ends the test. It may end before it has run. */
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            lease.run();
        } finally {
            classMock.end(scope, name);
        }
    }

    /** Returns the shared mock of the JVM, starting it if necessary. */
    @FunctionalInterface
    interface JvmMockSource {
        JvmMock get();
    }
}
