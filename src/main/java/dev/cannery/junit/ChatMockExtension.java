package dev.cannery.junit;

import dev.cannery.server.RecordedExchange;
import java.lang.reflect.Method;
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
                ParameterResolver {
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

    @Override
    public void beforeAll(ExtensionContext context) {
        store.beginClass(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store.beginTest(context);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        store.run(context).ifPresent(TestRun::execute);
    }

    /** Dynamic tests share the scope of their factory; each is told of its own requests. */
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
            failure.ifPresent(thrown::addSuppressed);
            throw thrown;
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Optional<TestRun> run = store.run(context);
        if (run.isEmpty()) {
            return;
        }
        Optional<Throwable> thrown = context.getExecutionException();
        boolean isAborted =
                thrown.filter(TestAbortedException.class::isInstance).isPresent();
        Optional<AssertionFailedError> failure =
                isAborted ? Optional.empty() : run.get().failure();
        store.record(context).add(TestName.of(context), run.get(), thrown.isEmpty() && failure.isEmpty());
        run.get().end();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        store.endClass(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ChatMock.class
                || (type == URI.class && !isArgument(parameter))
                || (type == List.class
                        && parameter.getParameter().getParameterizedType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] == RecordedExchange.class);
    }

    /** The first parameter of a parameterized test is an argument of it. */
    private static boolean isArgument(ParameterContext parameter) {
        boolean isParameterized = java.util.Arrays.stream(
                        parameter.getDeclaringExecutable().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().endsWith(".ParameterizedTest"));
        return isParameterized && parameter.getIndex() == 0 && parameter.getDeclaringExecutable() instanceof Method;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ChatMock mock = store.mock(context);
        Class<?> type = parameter.getParameter().getType();
        return type == ChatMock.class ? mock : type == URI.class ? mock.baseUrl() : new LiveExchanges(mock::exchanges);
    }
}
