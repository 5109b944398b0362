package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.server.ChatScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** One test from its preparations to its end. */
final class TestRun implements AutoCloseable {
    private final ClassMock classMock;
    private final ChatScope scope;
    private final String name;
    private final List<LoadedContract> contracts;
    private final List<LoadedInteraction> required;
    private final Judgement judgement;
    private final Runnable lease;
    private final Replies replies;
    private int judged;
    private volatile boolean isOver;

    private TestRun(ClassMock classMock, ChatScope scope, TestPlan plan, Runnable lease) {
        this.classMock = classMock;
        this.scope = scope;
        this.name = plan.name();
        this.contracts = plan.contracts();
        this.required = plan.required();
        this.judgement = new Judgement(plan.strictness());
        this.lease = lease;
        this.replies = new Replies(plan.provider());
    }

    /** Begins a test; properties that its own method asks for are set until it ends. */
    static TestRun begin(ClassMock classMock, TestPlan plan, JvmMockSource jvm) {
        ChatScope scope = classMock.begin(plan.served());
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

    ChatScope scope() {
        return scope;
    }

    /** The contracts that the test could have used, had it not been limited. */
    List<LoadedContract> contracts() {
        return contracts;
    }

    boolean isOver() {
        return isOver;
    }

    /** The preparations are over. */
    void execute() {
        replies.begin();
    }

    /** The failure of what was sent since the last call, without a word of what is unused as yet. */
    synchronized Optional<AssertionFailedError> failureSoFar() {
        Optional<AssertionFailedError> failure = judgement.failure(scope, judged, List.of());
        judged = Judgement.troubles(scope);
        return failure;
    }

    /** The failure of the whole test. */
    synchronized Optional<AssertionFailedError> failure() {
        List<LoadedInteraction> all = new ArrayList<>(required);
        all.addAll(replies.required());
        return judgement.failure(scope, judged, all);
    }

    /** The first request that went wrong, in one line; empty if none did. */
    Optional<String> firstTrouble() {
        return judgement.firstTrouble(scope);
    }

    /** Ends the test; it may have ended before it could run. */
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

    /** Gives the mock that the JVM shares, starting it if it must. */
    @FunctionalInterface
    interface JvmMockSource {
        JvmMock get();
    }
}
