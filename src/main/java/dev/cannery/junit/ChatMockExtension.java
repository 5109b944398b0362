package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Gives each test a mock of a chat-completions provider, as {@link ChatMockTest} does, configured in code:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ChatMockExtension MOCK =
 *         ChatMockExtension.builder().contracts("contracts/weather-agent.yaml").build();
 * }</pre>
 */
public final class ChatMockExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                InvocationInterceptor,
                TestExecutionExceptionHandler,
                ParameterResolver {
    private static final String JUNIT_4_ABORT = "org.junit.internal.AssumptionViolatedException";

    private final MockStore store;

    /** Creates the extension of the annotation; called by JUnit. */
    ChatMockExtension() {
        store = MockStore.annotated();
    }

    ChatMockExtension(Settings settings) {
        store = MockStore.of(settings);
    }

    /** Returns a builder. */
    public static ChatMockExtensionBuilder builder() {
        return new ChatMockExtensionBuilder();
    }

    /**
     * Returns a base URL that always leads to the running test, for objects that are created once for several tests, such as a
     * Spring context.
     *
     * @throws IllegalStateException if this is the extension of the annotation; declare a parameter instead
     */
    public URI baseUrl() {
        return store.own().scope().baseUrl();
    }

    /** Returns the base URL without {@code /v1}, for clients that add it themselves. */
    public URI rootUrl() {
        return store.own().scope().rootUrl();
    }

    /**
     * Returns the mock of the test that is running, for assertions and ad-hoc responses.
     *
     * <pre>{@code
     * @RegisterExtension
     * final ChatMockExtension chat = ChatMockExtension.builder().build();
     *
     * @Test
     * void greets() {
     *     chat.mock().reply("Hello!");
     *     …
     * }
     * }</pre>
     *
     * @throws IllegalStateException if no test is running, or several at once: then declare a {@link ChatMock} parameter
     */
    public ChatMock mock() {
        return store.current();
    }

    /** Lets constructors get the mock of the test for which the instance is created. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store.beginClass(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store.begun(context);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        store.run(context).ifPresent(TestRun::execute);
    }

    /** Runs a dynamic test. It shares the scope of its factory, but its failed requests are reported for it. */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        Throwable thrown = null;
        try {
            invocation.proceed();
        } catch (Throwable e) {
            thrown = e;
        }
        Optional<AssertionFailedError> failure =
                store.run(context).flatMap(run -> run.failureSoFar().map(failed -> inVariant(failed, run)));
        if (thrown != null) {
            Throwable explained = explained(thrown, context);
            failure.ifPresent(explained::addSuppressed);
            throw explained;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Reports a failed request before the test's own failure, which is usually its consequence. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw explained(thrown, context);
    }

    private Throwable explained(Throwable thrown, ExtensionContext context) {
        if (isAbort(thrown) || !(thrown instanceof Exception || thrown instanceof AssertionError)) {
            return thrown;
        }
        Throwable explained = store.run(context)
                .flatMap(TestRun::firstFailedRequest)
                .filter(cause -> !String.valueOf(thrown.getMessage()).contains(cause))
                .<Throwable>map(cause -> reworded(thrown, cause + "\nThe test then failed: " + words(thrown)))
                .orElse(thrown);
        return store.run(context)
                .filter(run -> !run.variant().isPlain())
                .<Throwable>map(run -> inVariant(explained, run))
                .orElse(explained);
    }

    /** Adds what is odd in the variant to a failure, since it may be the cause. */
    private static AssertionFailedError inVariant(Throwable thrown, TestRun run) {
        return thrown instanceof AssertionFailedError failed && run.variant().isPlain()
                ? failed
                : reworded(thrown, run.explained(words(thrown)));
    }

    private static String words(Throwable thrown) {
        return thrown instanceof AssertionError
                ? String.valueOf(thrown.getMessage()).strip()
                : thrown.toString();
    }

    private static AssertionFailedError reworded(Throwable thrown, String message) {
        AssertionFailedError failure =
                thrown instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()
                        ? new AssertionFailedError(message, failed.getExpected(), failed.getActual(), thrown)
                        : new AssertionFailedError(message, thrown);
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<TestRun> begun = store.run(context);
        if (begun.isEmpty()) {
            return;
        }
        TestRun run = begun.get();
        Optional<Throwable> thrown = context.getExecutionException();
        Optional<AssertionFailedError> unrecorded = run.endRecording();
        Optional<AssertionFailedError> failure = failure(run, thrown, context).or(() -> unrecorded);
        boolean isGood = failure.isEmpty()
                && thrown.filter(any -> !(any instanceof Unchanged)).isEmpty();
        Optional<Unchanged> unchanged = isGood && thrown.isEmpty() ? run.unchanged() : Optional.empty();
        boolean isPassed = isGood && thrown.isEmpty() && unchanged.isEmpty();
        boolean isChanged = run.scope().pendingMisbehaviour().isEmpty();
        MisbehaviourTally.find(context).ifPresent(tally -> tally.count(isChanged, isGood));
        String variant =
                Variant.entered(context).isPresent() ? "" : run.variant().label();
        store.record(context).add(context, variant, run.contracts(), run.scope(), isPassed);
        run.close();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (unchanged.isPresent()) {
            throw unchanged.get();
        }
    }

    private Optional<AssertionFailedError> failure(TestRun run, Optional<Throwable> thrown, ExtensionContext context) {
        // a failed assumption about the response would hide the miss
        Optional<AssertionFailedError> ofRequests =
                thrown.filter(ChatMockExtension::isAbort).isPresent() ? run.failureSoFar() : run.failure();
        Optional<AssertionFailedError> failure =
                ofRequests.or(() -> store.endTest(context).map(AssertionFailedError::new));
        return thrown.isEmpty() ? failure.map(failed -> inVariant(failed, run)) : failure;
    }

    /** Whether an assumption failed: in JUnit 5, or in JUnit 4, which other libraries use if present. */
    private static boolean isAbort(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (type == TestAbortedException.class || type.getName().equals(JUNIT_4_ABORT)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        store.endClass(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ChatMock.class
                || (type == URI.class && !isArgument(parameter, context))
                || (type == List.class
                        && parameter.getParameter().getParameterizedType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] == RecordedExchange.class);
    }

    private static boolean isArgument(ParameterContext parameter, ExtensionContext context) {
        try {
            return Arguments.include(parameter, context);
        } catch (NoClassDefFoundError e) {
            // junit-jupiter-params is missing, so there are no parameterized tests
            return false;
        }
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ChatMock mock = store.mock(context);
        Class<?> type = parameter.getParameter().getType();
        return type == ChatMock.class ? mock : type == URI.class ? mock.baseUrl() : new LiveExchanges(mock::exchanges);
    }

    /** Access to the arguments of parameterized tests and classes, in a class of its own because their library may be missing. */
    private static final class Arguments {
        private Arguments() {}

        static boolean include(ParameterContext parameter, ExtensionContext context) {
            Executable executable = parameter.getDeclaringExecutable();
            if (executable instanceof Constructor) {
                // its arguments are not known yet; the first parameter is an argument
                return parameter.getIndex() == 0
                        && AnnotationSupport.isAnnotated(executable.getDeclaringClass(), ParameterizedClass.class);
            }
            ParameterInfo info = ParameterInfo.get(context);
            return info != null
                    && executable.equals(info.getDeclarations().getSourceElement())
                    && parameter.getIndex() < info.getArguments().size();
        }
    }
}
