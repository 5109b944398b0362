package dev.cannery.junit;

import dev.cannery.InvalidFilesException;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.junit.coverage.RunRecord;
import dev.cannery.internal.junit.files.ContractFiles;
import dev.cannery.internal.server.OpenScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Keeps the objects of a test, a class and the run in the JUnit stores that close them at the right time. */
final class MockStore {
    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(MockStore.class);

    private final TestSettings settings;
    private final @Nullable Settings built;
    private final ExtensionContext.Namespace namespace;
    private final Set<TestRun> running = ConcurrentHashMap.newKeySet();
    private @Nullable ClassMock own;
    private volatile boolean servesClass;

    private MockStore(TestSettings settings, @Nullable Settings built) {
        this.settings = settings;
        this.built = built;
        // a registered extension has a namespace of its own
        this.namespace = built == null ? SHARED : ExtensionContext.Namespace.create(this);
    }

    static MockStore annotated() {
        return new MockStore(TestSettings.annotated(), null);
    }

    static MockStore of(Settings settings) {
        return new MockStore(TestSettings.of(settings), settings);
    }

    /** Returns the mock of a registered extension. It lives as long as the run, since other objects may keep its URL. */
    synchronized ClassMock own() {
        if (built == null) {
            throw new IllegalStateException(
                    "with @ChatMockTest, declare a parameter of type ChatMock or URI to get the mock");
        }
        if (own == null) {
            Settings asked = built;
            own = opened(
                    Optional.of(asked), () -> ClassMock.alone(() -> asked.read(new ContractFiles(), MockStore.class)));
        }
        return own;
    }

    void beginClass(ExtensionContext context) {
        servesClass = true;
        served(context);
    }

    /** Returns the test's run, beginning it if its constructor or set-up has not done so. */
    TestRun begun(ExtensionContext context) {
        return Lifetimes.keep(context.getStore(namespace), TestRun.class, () -> begin(context));
    }

    private TestRun begin(ExtensionContext context) {
        ClassMock classMock = served(context).mock();
        TestPlan plan =
                TestPlan.of(context, settings, classMock.scope().contracts(), files(context), recorder(context));
        context.getStore(SHARED).put(Guard.class, true);
        TestRun run = opened(plan.method(), () -> TestRun.begin(classMock, plan, () -> jvm(context)));
        running.removeIf(TestRun::isOver);
        running.add(run);
        return run;
    }

    /**
     * Returns the mock of the one test that is running.
     *
     * @throws IllegalStateException if not exactly one test is running
     */
    ChatMock current() {
        List<TestRun> now = running.stream().filter(run -> !run.isOver()).toList();
        if (now.size() != 1) {
            throw new IllegalStateException(
                    now.isEmpty()
                            ? "no test is running, so there is no mock; for an object that is created once, use baseUrl()"
                            : now.size() + " tests are running; declare a ChatMock parameter to get the mock of each");
        }
        return now.get(0).mock();
    }

    /** Returns the running test; empty if there is none. */
    Optional<TestRun> run(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(namespace).get(TestRun.class, TestRun.class));
    }

    /** Returns the mock of the test, or that of the class if no test is running yet. */
    ChatMock mock(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return begun(context).mock();
        }
        ClassMock classMock = served(context).mock();
        String profile = settings.profile(context.getRequiredTestClass());
        String own = TestPlan.provider(profile, classMock.scope().contracts());
        return new ChatMock(
                classMock.scope(), classMock::current, new Replies(() -> provider(classMock.current(), own)));
    }

    /** Returns the profile that reviews requests to the replies of the running test, which may run in a dialect. */
    private String provider(OpenScope current, String otherwise) {
        return running.stream()
                .filter(run -> run.scope() == current)
                .findFirst()
                .map(run -> run.mock().provider())
                .orElse(otherwise);
    }

    /** Returns the record of the run. */
    RunRecord record(ExtensionContext context) {
        return Lifetimes.keep(context.getRoot().getStore(SHARED), RunRecord.class, () -> RunRecord.of(context));
    }

    /** Reports requests that no test sent, after the last test of the class. */
    void endClass(ExtensionContext context) {
        Served served = context.getStore(namespace).get(key(context), Served.class);
        if (served == null || served.type() != context.getRequiredTestClass()) {
            return;
        }
        served.lease().run();
        boolean isLenient = settings.nearest(served.type())
                .filter(nearest -> nearest.strictness() == Strictness.LENIENT)
                .isPresent();
        Optional<String> problem = isLenient
                ? Optional.empty()
                : served.mock()
                        .problem(served.type().getSimpleName())
                        .or(() -> pastShared(context, served.mock().scope()));
        OpenScope outside = served.mock().scope();
        record(context).add(context, "", outside.contracts(), outside, problem.isEmpty());
        if (problem.isPresent()) {
            throw new AssertionFailedError(problem.get());
        }
    }

    /** Returns the problem with requests to the shared server outside of all scopes, if that server was started. */
    private static Optional<String> pastShared(ExtensionContext context, OpenScope scope) {
        return Lifetimes.startedOfSession(context, SHARED).flatMap(jvm -> jvm.past(scope));
    }

    /**
     * Returns the problem with requests outside of all scopes to a server that ends with the test, such as that of an extension
     * in an instance field. Other servers are checked when their class ends.
     */
    Optional<String> endTest(ExtensionContext context) {
        return built == null || servesClass || built.strictness() == Strictness.LENIENT
                ? Optional.empty()
                : served(context).mock().past();
    }

    private Served served(ExtensionContext context) {
        // an extension in an instance field lives no longer than its test
        ExtensionContext home = built != null && !servesClass ? context : home(context);
        return home.getStore(namespace).getOrComputeIfAbsent(key(home), key -> serve(home), Served.class);
    }

    /** Returns the key of a class's mock. Each class has its own; all classes of a registered extension share one. */
    private Object key(ExtensionContext context) {
        return built == null ? context.getRequiredTestClass() : Served.class;
    }

    /** Returns the context of the nearest class with a mock, or of the test's class if only its method has one. */
    private ExtensionContext home(ExtensionContext context) {
        ExtensionContext nearest = context;
        while (nearest.getTestMethod().isPresent()) {
            nearest = nearest.getParent().orElseThrow();
        }
        return around(nearest).orElse(nearest);
    }

    /** Returns the nearest context of a class with a mock: this one or an enclosing one. */
    private Optional<ExtensionContext> around(ExtensionContext context) {
        if (context.getTestClass().isEmpty()) {
            return Optional.empty();
        }
        return settings.isAskedBy(context.getRequiredTestClass())
                ? Optional.of(context)
                : context.getParent().flatMap(this::around);
    }

    private Served serve(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        ClassMock mock = built == null ? open(context, type) : own(context);
        Runnable lease = settings.ofClass(type)
                .filter(own -> !own.properties().isEmpty())
                .map(own -> jvm(context).lease(own, mock, mock.scope()))
                .orElse(() -> {});
        return new Served(type, mock, lease);
    }

    private ClassMock open(ExtensionContext context, Class<?> type) {
        Optional<Settings> asked = settings.ofClass(type);
        ContractFiles files = files(context);
        Supplier<List<LoadedContract>> contracts =
                () -> asked.map(own -> own.read(files, type)).orElse(List.of());
        Optional<ClassMock> outer = outside(context, type)
                .flatMap(this::around)
                .map(each -> served(each).mock());
        ClassMock mock = opened(asked, () -> {
            if (outer.isPresent()) {
                return ClassMock.inside(outer.get(), contracts.get(), settings.profile(type));
            }
            return asked.filter(Settings::usesSharedServer).isPresent()
                    ? ClassMock.on(jvm(context), contracts)
                    : ClassMock.alone(contracts);
        });
        closeWith(context, mock::stop);
        return mock;
    }

    /** Returns the context that encloses those of this class. A parameterized class has two contexts. */
    private static Optional<ExtensionContext> outside(ExtensionContext context, Class<?> type) {
        return context.getTestClass().filter(type::equals).isPresent()
                ? context.getParent().flatMap(parent -> outside(parent, type))
                : Optional.of(context);
    }

    private static <T> T opened(Optional<Settings> asked, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (InvalidFilesException e) {
            String where = asked.map(Settings::where).orElse("@ChatMockTest");
            throw new ExtensionConfigurationException(where + ": " + e.getMessage());
        }
    }

    private ClassMock own(ExtensionContext context) {
        ClassMock mock = own();
        closeWith(servesClass ? context.getRoot() : context, this::forgetOwn);
        return mock;
    }

    private void closeWith(ExtensionContext context, AutoCloseable last) {
        Lifetimes.closeWith(context.getStore(namespace), AutoCloseable.class, last);
    }

    /** Discards the mock at the end of the run, so that another run in this JVM starts from scratch. */
    private synchronized void forgetOwn() {
        if (own != null) {
            own.stop();
            own = null;
        }
    }

    private static JvmMock jvm(ExtensionContext context) {
        return Lifetimes.ofSession(context, SHARED);
    }

    private static TestRecorder recorder(ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent(TestRecorder.class, key -> TestRecorder.of(context), TestRecorder.class);
    }

    private static ContractFiles files(ExtensionContext context) {
        return context.getRoot()
                .getStore(SHARED)
                .getOrComputeIfAbsent(ContractFiles.class, key -> new ContractFiles(), ContractFiles.class);
    }

    /**
     * A class with a mock.
     *
     * @param type the class
     * @param mock its mock
     * @param lease restores the system properties that are set for it
     */
    private record Served(Class<?> type, ClassMock mock, Runnable lease) {}

    /** Fails a test with {@code @UseInteraction} or {@code @ChatMockVariants} but without a mock. */
    static final class Guard implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            if (context.getStore(SHARED).get(Guard.class) == null) {
                throw new ExtensionConfigurationException(
                        (TestSettings.limit(context).isPresent() ? "@UseInteraction" : "@ChatMockVariants") + " of "
                                + TestSettings.name(context)
                                + ": the test has no mock. Add @ChatMockTest, or register a ChatMockExtension");
            }
        }
    }
}
