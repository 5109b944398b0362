package dev.cannery.junit;

import dev.cannery.contract.Contract;
import dev.cannery.junit.files.ContractFiles;
import dev.cannery.profile.InvalidProfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;

/** Keeps what lives as long as a test, a class or the run, each where JUnit closes it at the right time. */
final class MockStore {
    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(MockStore.class);

    private final TestSettings settings;
    private final @Nullable Settings built;
    private final ExtensionContext.Namespace namespace;
    private @Nullable ClassMock own;
    private volatile boolean servesClass;

    private MockStore(TestSettings settings, @Nullable Settings built) {
        this.settings = settings;
        this.built = built;
        // a configured extension keeps its things apart from those of every other
        this.namespace = built == null ? SHARED : ExtensionContext.Namespace.create(this);
    }

    static MockStore annotated() {
        return new MockStore(TestSettings.annotated(), null);
    }

    static MockStore of(Settings settings) {
        return new MockStore(TestSettings.of(settings), settings);
    }

    /** The mock of a configured extension, which lives as long as the run, because others may keep its URL. */
    synchronized ClassMock own() {
        if (built == null) {
            throw new IllegalStateException("the mock of @ChatMockTest is taken as a parameter: ChatMock, or URI");
        }
        if (own == null) {
            Settings asked = built;
            own = opened(List.of(asked), () -> ClassMock.alone(() -> asked.read(new ContractFiles(), MockStore.class)));
        }
        return own;
    }

    void beginClass(ExtensionContext context) {
        servesClass = true;
        classMock(context);
    }

    void beginTest(ExtensionContext context) {
        ClassMock classMock = classMock(context);
        Class<?> owner =
                context.getStore(namespace).get(Owner.class, Owner.class).type();
        List<Settings> around = new ArrayList<>(settings.ofClasses(context.getRequiredTestClass()));
        List<Settings> outer = settings.ofClasses(owner);
        Optional<Settings> outermost = outer.stream().findFirst();
        around.removeAll(outer);
        TestPlan plan = TestPlan.of(
                context,
                settings.ofMethod(context),
                around,
                outermost,
                classMock.scope().contracts(),
                files(context));
        TestRun run = TestRun.begin(classMock, plan, () -> jvm(context));
        context.getStore(namespace).put(TestRun.class, run);
        context.getStore(SHARED).put(Guard.class, true);
    }

    /** The test that runs; empty where none does. */
    Optional<TestRun> run(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(namespace).get(TestRun.class, TestRun.class));
    }

    /** The mock of the test; that of the class where no test runs yet. */
    ChatMock mock(ExtensionContext context) {
        return run(context).map(TestRun::mock).orElseGet(() -> {
            ClassMock classMock = classMock(context);
            Optional<Settings> nearest =
                    settings.ofClasses(context.getRequiredTestClass()).stream().findFirst();
            String provider = TestPlan.provider(nearest, classMock.scope().contracts());
            return new ChatMock(classMock.scope(), classMock::current, new Replies(provider));
        });
    }

    /** The record of the run. */
    RunRecord record(ExtensionContext context) {
        return ofRun(context, RunRecord.class, () -> RunRecord.of(context));
    }

    /** Complains of what no test sent, once the last test of the class is over. */
    void endClass(ExtensionContext context) throws Exception {
        ExtensionContext.Store store = context.getStore(namespace);
        Owner owner = store.get(Owner.class, Owner.class);
        if (owner == null || owner.type() != context.getRequiredTestClass()) {
            return;
        }
        ClassMock classMock = classMock(context);
        owner.lease().close();
        boolean isLenient = settings.ofClasses(owner.type()).stream()
                .findFirst()
                .filter(outer -> outer.strictness() == Strictness.LENIENT)
                .isPresent();
        Optional<String> complaint =
                isLenient ? Optional.empty() : classMock.complaint(owner.type().getSimpleName());
        if (complaint.isPresent()) {
            throw new AssertionFailedError(complaint.get());
        }
    }

    private ClassMock classMock(ExtensionContext context) {
        // an extension that an instance holds lives no longer than its test
        ExtensionContext home = built != null && !servesClass ? context : classContext(context);
        ExtensionContext.Store store = home.getStore(namespace);
        return store.getOrComputeIfAbsent(ClassMock.class, key -> open(context, store), ClassMock.class);
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getTestMethod().isPresent()) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }

    private ClassMock open(ExtensionContext context, ExtensionContext.Store store) {
        Class<?> type = context.getRequiredTestClass();
        ClassMock mock = built == null ? open(context, type) : own(context);
        Optional<Settings> nearest = settings.ofClasses(type).stream().findFirst();
        AutoCloseable lease = () -> {};
        if (nearest.filter(each -> !each.properties().isEmpty()).isPresent()) {
            lease = jvm(context).lease(nearest.get(), mock.scope());
        }
        store.put(Owner.class, new Owner(type, lease));
        return mock;
    }

    private ClassMock open(ExtensionContext context, Class<?> type) {
        List<Settings> around = settings.ofClasses(type);
        ContractFiles files = files(context);
        Supplier<List<Contract>> contracts = () ->
                around.stream().flatMap(each -> each.read(files, type).stream()).toList();
        boolean isShared =
                around.stream().findFirst().filter(Settings::usesSharedServer).isPresent();
        ClassMock mock =
                opened(around, () -> isShared ? ClassMock.on(jvm(context), contracts) : ClassMock.alone(contracts));
        closeWith(classContext(context), mock::stop);
        return mock;
    }

    private static ClassMock opened(List<Settings> around, Supplier<ClassMock> mock) {
        try {
            return mock.get();
        } catch (InvalidProfileException e) {
            String where = around.isEmpty() ? "ChatMockTest" : around.get(0).where();
            throw new ExtensionConfigurationException(where + ": " + e.getMessage());
        }
    }

    private ClassMock own(ExtensionContext context) {
        ClassMock mock = own();
        closeWith(servesClass ? context.getRoot() : context, this::forgetOwn);
        return mock;
    }

    private void closeWith(ExtensionContext context, AutoCloseable last) {
        context.getStore(namespace).put(AutoCloseable.class, last);
    }

    /** Another run of the same tests in this JVM begins anew. */
    private synchronized void forgetOwn() {
        if (own != null) {
            own.stop();
            own = null;
        }
    }

    private static JvmMock jvm(ExtensionContext context) {
        return ofRun(context, JvmMock.class, JvmMock::new);
    }

    private static ContractFiles files(ExtensionContext context) {
        return ofRun(context, ContractFiles.class, ContractFiles::new);
    }

    private static <T> T ofRun(ExtensionContext context, Class<T> type, Supplier<T> made) {
        return context.getRoot().getStore(SHARED).getOrComputeIfAbsent(type, key -> made.get(), type);
    }

    /**
     * The outermost class that the extension serves.
     *
     * @param type the class
     * @param lease the system properties that are set for it
     */
    private record Owner(Class<?> type, AutoCloseable lease) {}

    /** Fails a test that names interactions and has no mock to serve them. */
    static final class Guard implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            if (context.getStore(SHARED).get(Guard.class) == null) {
                throw new ExtensionConfigurationException("@UseInteraction of " + TestSettings.name(context)
                        + ": no mock serves the test; put @ChatMockTest on it, or register a ChatMockExtension");
            }
        }
    }
}
