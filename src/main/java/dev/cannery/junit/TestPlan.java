package dev.cannery.junit;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.junit.files.ContractFiles;
import dev.cannery.internal.profile.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The contracts of one test, and the requirements that it must meet.
 *
 * @param name the class and method, such as {@code WeatherTest.asks}
 * @param method the settings of its own method
 * @param contracts all its contracts, those of the nearest annotation first
 * @param served the contracts, limited to the interactions that the test names
 * @param required the interactions that it must use
 * @param strictness what fails it
 * @param provider the profile that reviews requests to its own replies
 * @param variant how it runs
 * @param recording records what a provider answers; empty if none is asked
 */
record TestPlan(
        String name,
        Optional<Settings> method,
        List<LoadedContract> contracts,
        List<LoadedContract> served,
        List<LoadedInteraction> required,
        Strictness strictness,
        String provider,
        Variant variant,
        Optional<TestRecording> recording) {

    /**
     * Returns the plan of a test.
     *
     * @param settings the settings of the annotations around the test
     * @param base the contracts of all tests of the class
     * @param recorder records what a provider answers
     * @throws ExtensionConfigurationException if the test names an unknown interaction
     */
    static TestPlan of(
            ExtensionContext context,
            TestSettings settings,
            List<LoadedContract> base,
            ContractFiles files,
            TestRecorder recorder) {
        Class<?> testClass = context.getRequiredTestClass();
        Optional<Settings> method = settings.ofMethod(context);
        String profile = settings.profile(context);
        List<LoadedContract> own =
                method.map(asked -> asked.read(files, testClass)).orElse(List.of());
        Recording recording = recorder.mode(settings.recording(context));
        List<LoadedContract> recorded = recorder.contracts(recording, testClass, files);
        List<LoadedContract> both = own.isEmpty() && recorded.isEmpty()
                ? base
                : ContractFiles.once(
                        Stream.of(own, base, recorded).flatMap(List::stream).toList());
        List<LoadedContract> all = Settings.judged(both, profile);
        Optional<UseInteraction> limit = TestSettings.limit(context);
        List<LoadedContract> served =
                limit.map(only -> limited(all, only, context)).orElse(all);
        List<LoadedInteraction> required = limit.isPresent()
                ? interactions(served)
                : interactions(own).stream()
                        .filter(interaction -> !interaction.isFallback())
                        .toList();
        Optional<Settings> nearest = method.or(() -> settings.nearest(testClass));
        return new TestPlan(
                TestSettings.name(context),
                method,
                all,
                served,
                required,
                nearest.map(Settings::strictness).orElse(Strictness.STRICT),
                provider(profile, all),
                Variant.current(context),
                recorder.begin(recording, testClass, TestSettings.name(context)));
    }

    /** Returns the profile, or that of the first contract if it is empty. */
    static String provider(String profile, List<LoadedContract> contracts) {
        return profile.isEmpty()
                ? contracts.stream().findFirst().map(LoadedContract::provider).orElse(Profile.DEFAULT)
                : profile;
    }

    private static List<LoadedInteraction> interactions(List<LoadedContract> contracts) {
        return contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .toList();
    }

    private static List<LoadedContract> limited(
            List<LoadedContract> all, UseInteraction limit, ExtensionContext context) {
        if (limit.value().length == 0) {
            throw new ExtensionConfigurationException(
                    "@UseInteraction of " + TestSettings.name(context) + " names no interaction");
        }
        InteractionNames names = new InteractionNames(all);
        Arrays.stream(limit.value())
                .forEach(name -> names.limitProblem(name).ifPresent(problem -> {
                    throw new ExtensionConfigurationException(
                            "@UseInteraction of " + TestSettings.name(context) + ": " + problem);
                }));
        return names.only(Arrays.asList(limit.value()));
    }
}
