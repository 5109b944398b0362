package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.junit.files.ContractFiles;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.record.RecordedProvider;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.record.RecordingSession;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.TargetChoice;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.wire.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Records what a provider answers to tests, in a file for each test class. One object serves the whole run. */
final class TestRecorder {
    static final String MODE = "cannery.record";
    static final String TARGET = "cannery.record.target";
    static final String FOLDER = "cannery.record.out";

    private static final String USUAL_FOLDER = "src/test/resources/recorded";

    private final Path folder;
    private final @Nullable String target;
    private final @Nullable String configured;
    private final UnaryOperator<@Nullable String> environment;
    private final ConcurrentHashMap<String, RecordedProvider> providers = new ConcurrentHashMap<>();

    private TestRecorder(ExtensionContext context, UnaryOperator<@Nullable String> environment) {
        this.folder = Path.of(context.getConfigurationParameter(FOLDER).orElse(USUAL_FOLDER));
        this.target = context.getConfigurationParameter(TARGET).orElse(null);
        this.configured = context.getConfigurationParameter(MODE).orElse(null);
        this.environment = environment;
    }

    static TestRecorder of(ExtensionContext context) {
        return new TestRecorder(context, System::getenv);
    }

    /**
     * Returns how tests record.
     *
     * @param asked what their annotation says
     */
    Recording mode(Recording asked) {
        return mode(asked, configured, "true".equalsIgnoreCase(environment.apply("CI")));
    }

    static Recording mode(Recording asked, @Nullable String configured, boolean isCiServer) {
        if (configured != null) {
            String word = configured.strip().toUpperCase(Locale.ROOT);
            return Arrays.stream(Recording.values())
                    .filter(mode -> mode.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ExtensionConfigurationException("the configuration parameter " + MODE
                            + " must be one of "
                            + Arrays.stream(Recording.values()).map(Words::of).collect(Collectors.joining(", "))
                            + ", was '" + configured + "'"));
        }
        return asked.asksProvider() && isCiServer ? Recording.NONE : asked;
    }

    /** Returns the recorded contracts of a test class. */
    List<LoadedContract> contracts(Recording mode, Class<?> testClass, ContractFiles files) {
        Path file = folder.resolve(FileNames.slug(name(testClass)) + ".yaml");
        return mode == Recording.OFF || !Files.exists(file)
                ? List.of()
                : files.read(
                        List.of(file.toString()), "recorded interactions of " + testClass.getSimpleName(), testClass);
    }

    /** Returns the name of the file of a class: with the classes around it. */
    private static String name(Class<?> testClass) {
        Class<?> outer = testClass.getEnclosingClass();
        return outer == null ? testClass.getSimpleName() : name(outer) + "-" + testClass.getSimpleName();
    }

    /**
     * Begins to record a test; empty if no provider is to be asked.
     *
     * @param test the test, such as {@code WeatherTest.asks}
     */
    Optional<TestRecording> begin(Recording mode, Class<?> testClass, String test) {
        if (!mode.asksProvider()) {
            return Optional.empty();
        }
        if (target == null) {
            return Optional.of(TestRecording.refusing("no provider is named. Name a URL, or a target of cannery.yaml,"
                    + " in the configuration parameter " + TARGET));
        }
        try {
            RecordedProvider provider = providers.computeIfAbsent(target, this::provider);
            String profile = provider.target().profile().name();
            RecordingOptions options = RecordingOptions.of(name(testClass))
                    .named(test)
                    // the usual profile may only be the default
                    .withProfile(profile.equals(Profile.DEFAULT) ? null : profile);
            return Optional.of(TestRecording.by(console -> new RecordingSession(
                    provider,
                    mode == Recording.ALL ? Upstream.Mode.ALL : Upstream.Mode.MISSING,
                    options,
                    folder,
                    false,
                    console)));
        } catch (SourceProblemsException e) {
            return Optional.of(TestRecording.refusing(String.valueOf(e.getMessage())));
        }
    }

    private RecordedProvider provider(String named) {
        return RecordedProvider.of(
                new TargetChoice(named, TargetChoice.FILE, null, null, null, Set.of(), Set.of()).resolved(environment),
                Timeouts.USUAL,
                Budget.Limits.NONE);
    }

    /** Refuses to forward requests, because there is no provider. */
    record NoProvider(String reason) implements Upstream {
        private static final int FORBIDDEN = 403;

        @Override
        public Mode mode() {
            return Mode.MISSING;
        }

        @Override
        public void forward(Sent request, Client client) {
            client.fail(FORBIDDEN, "No interaction matches, and it cannot be recorded: " + reason + ".");
        }
    }
}
