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

    /** For JUnit, where the annotation asks for it. */
    ChatMockExtension() {
        store = MockStore.annotated();
    }

    ChatMockExtension(Settings settings) {
        store = MockStore.of(settings);
    }

    /** An extension to be configured. */
    public static ChatMockExtensionBuilder builder() {
        return new ChatMockExtensionBuilder();
    }

    /**
     * What a client takes as its base URL, for what is made once for several tests, as a Spring context: it leads to whichever
     * test runs.
     *
     * @throws IllegalStateException when this is the extension of the annotation, which tells the URL by parameters
     */
    public URI baseUrl() {
        return store.own().scope().baseUrl();
    }

    /** The base URL without {@code /v1}, for clients that add it themselves. */
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

    /** A constructor is given the mock of the test that it is called for, if it is called for one. */
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

    /** Dynamic tests share the scope of their factory; each one's requests are reported with it. */
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
        Optional<AssertionFailedError> failure = store.run(context).flatMap(TestRun::failureSoFar);
        if (thrown != null) {
            Throwable explained = explained(thrown, context);
            failure.ifPresent(explained::addSuppressed);
            throw explained;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Puts a request that went wrong first: what a test asserts of the answer it did not get is only the consequence. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw explained(thrown, context);
    }

    private Throwable explained(Throwable thrown, ExtensionContext context) {
        if (isAbort(thrown) || !(thrown instanceof Exception || thrown instanceof AssertionError)) {
            return thrown;
        }
        return store.run(context)
                .flatMap(TestRun::firstTrouble)
                .filter(cause -> !String.valueOf(thrown.getMessage()).contains(cause))
                .<Throwable>map(cause -> consequence(cause, thrown))
                .orElse(thrown);
    }

    private static AssertionFailedError consequence(String cause, Throwable thrown) {
        String message = cause + "\nThe test then failed: "
                + (thrown instanceof AssertionError
                        ? String.valueOf(thrown.getMessage()).strip()
                        : thrown);
        AssertionFailedError failure =
                thrown instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()
                        ? new AssertionFailedError(message, failed.getExpected(), failed.getActual(), thrown)
                        : new AssertionFailedError(message, thrown);
        failure.setStackTrace(thrown.getStackTrace());
        return failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<TestRun> run = store.run(context);
        if (run.isEmpty()) {
            return;
        }
        Optional<Throwable> thrown = context.getExecutionException();
        // an assumption that fails on an answer which was none would hide the miss
        Optional<AssertionFailedError> failure =
                thrown.filter(ChatMockExtension::isAbort).isPresent()
                        ? run.get().failureSoFar()
                        : run.get().failure();
        if (failure.isEmpty()) {
            failure = store.endTest(context).map(AssertionFailedError::new);
        }
        boolean isPassed = thrown.isEmpty() && failure.isEmpty();
        store.record(context).add(context, run.get().contracts(), run.get().scope(), isPassed);
        run.get().close();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Whether an assumption failed: JUnit's own, or that of JUnit 4, which other libraries throw where it is there. */
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
            // without junit-jupiter-params there are no parameterized tests
            return false;
        }
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ChatMock mock = store.mock(context);
        Class<?> type = parameter.getParameter().getType();
        return type == ChatMock.class ? mock : type == URI.class ? mock.baseUrl() : new LiveExchanges(mock::exchanges);
    }

    /** What parameterized tests and classes fill in themselves; apart, because their library may be missing. */
    private static final class Arguments {
        private Arguments() {}

        static boolean include(ParameterContext parameter, ExtensionContext context) {
            Executable executable = parameter.getDeclaringExecutable();
            if (executable instanceof Constructor) {
                // its arguments are not known yet; the first parameter is one
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
