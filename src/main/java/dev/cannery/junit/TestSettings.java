package dev.cannery.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The settings of the annotations around a test. Those nearest to the test take precedence. */
final class TestSettings {
    private final @Nullable Settings built;

    private TestSettings(@Nullable Settings built) {
        this.built = built;
    }

    /** Returns settings that are read from annotations. */
    static TestSettings annotated() {
        return new TestSettings(null);
    }

    /** Returns fixed settings for every test. */
    static TestSettings of(Settings settings) {
        return new TestSettings(settings);
    }

    /** Returns the settings of the test's own method. */
    Optional<Settings> ofMethod(ExtensionContext context) {
        return built != null
                ? Optional.empty()
                : context.getTestMethod().flatMap(method -> annotation(method, name(context)));
    }

    /** Returns the settings of the class itself. */
    Optional<Settings> ofClass(Class<?> testClass) {
        return built != null ? Optional.of(built.of(testClass)) : annotation(testClass, testClass.getSimpleName());
    }

    /** Whether the class itself has the annotation. */
    boolean isAskedBy(Class<?> testClass) {
        return built == null && AnnotationSupport.isAnnotated(testClass, ChatMockTest.class);
    }

    /** Returns the settings of the class, or of the nearest enclosing class that has some. */
    Optional<Settings> nearest(Class<?> testClass) {
        return withEnclosing(testClass).stream()
                .flatMap(type -> ofClass(type).stream())
                .findFirst();
    }

    /** Returns the profile that reviews every request of the class, from the nearest annotation that names one; empty if none does. */
    String profile(Class<?> testClass) {
        return withEnclosing(testClass).stream()
                .flatMap(type -> ofClass(type).stream())
                .map(Settings::profile)
                .filter(profile -> !profile.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the profile that reviews every request of a test: that of the dialect in which it runs, or the nearest that an
     * annotation names.
     */
    String profile(ExtensionContext context) {
        Dialect dialect = Variant.current(context).dialect();
        return dialect == null ? named(context) : dialect.profile();
    }

    private String named(ExtensionContext context) {
        return ofMethod(context)
                .map(Settings::profile)
                .filter(profile -> !profile.isEmpty())
                .orElseGet(() -> profile(context.getRequiredTestClass()));
    }

    /** Returns whether the test asks a provider, by the nearest annotation that says so. */
    Recording recording(ExtensionContext context) {
        return Stream.concat(
                        ofMethod(context).stream(),
                        withEnclosing(context.getRequiredTestClass()).stream().flatMap(type -> ofClass(type).stream()))
                .map(Settings::recording)
                .filter(recording -> recording != Recording.OFF)
                .findFirst()
                .orElse(Recording.OFF);
    }

    /** Returns the interactions that the test is limited to; empty if it is not limited. */
    static Optional<UseInteraction> limit(ExtensionContext context) {
        Optional<UseInteraction> onMethod = context.getTestMethod()
                .flatMap(method -> AnnotationSupport.findAnnotation(method, UseInteraction.class));
        return onMethod.or(() -> withEnclosing(context.getRequiredTestClass()).stream()
                .flatMap(type -> AnnotationSupport.findAnnotation(type, UseInteraction.class).stream())
                .findFirst());
    }

    private static Optional<Settings> annotation(AnnotatedElement element, String where) {
        return AnnotationSupport.findAnnotation(element, ChatMockTest.class)
                .map(annotation -> Settings.of(annotation, where));
    }

    /** Returns the test's name for messages, such as {@code WeatherTest.asks}. */
    static String name(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        String variant = Variant.entered(context)
                .filter(entered -> !entered.isPlain())
                .map(entered -> "[" + entered.label() + "]")
                .orElse("");
        return context.getTestMethod()
                .map(method -> type + "." + method.getName() + variant)
                .orElse(type);
    }

    private static List<Class<?>> withEnclosing(Class<?> testClass) {
        List<Class<?>> chain = new ArrayList<>();
        @Nullable Class<?> type = testClass;
        while (type != null) {
            chain.add(type);
            type = AnnotationSupport.isAnnotated(type, Nested.class) ? type.getEnclosingClass() : null;
        }
        return chain;
    }
}
