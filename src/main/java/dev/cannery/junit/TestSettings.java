package dev.cannery.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations around a test ask for; those nearer to the test come first. */
final class TestSettings {
    private final @Nullable Settings built;

    private TestSettings(@Nullable Settings built) {
        this.built = built;
    }

    /** Settings by annotations. */
    static TestSettings annotated() {
        return new TestSettings(null);
    }

    /** The same settings everywhere. */
    static TestSettings of(Settings settings) {
        return new TestSettings(settings);
    }

    /** What the test's own method asks for. */
    Optional<Settings> ofMethod(ExtensionContext context) {
        return built != null
                ? Optional.empty()
                : context.getTestMethod().flatMap(method -> annotation(method, name(context)));
    }

    /** What the class itself asks for. */
    Optional<Settings> ofClass(Class<?> testClass) {
        return built != null ? Optional.of(built.of(testClass)) : annotation(testClass, testClass.getSimpleName());
    }

    /** Whether the class itself asks for a mock by its annotation. */
    boolean isAskedBy(Class<?> testClass) {
        return built == null && AnnotationSupport.isAnnotated(testClass, ChatMockTest.class);
    }

    /** What the class asks for, or else the nearest of the classes around it. */
    Optional<Settings> nearest(Class<?> testClass) {
        return withEnclosing(testClass).stream()
                .flatMap(type -> ofClass(type).stream())
                .findFirst();
    }

    /** The profile that judges every request to the class: the nearest that is asked for; empty where none is. */
    String profile(Class<?> testClass) {
        return withEnclosing(testClass).stream()
                .flatMap(type -> ofClass(type).stream())
                .map(Settings::profile)
                .filter(profile -> !profile.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The same of a test, whose method may ask for another. */
    String profile(ExtensionContext context) {
        return ofMethod(context)
                .map(Settings::profile)
                .filter(profile -> !profile.isEmpty())
                .orElseGet(() -> profile(context.getRequiredTestClass()));
    }

    /** The names that the test is limited to; empty when it is not. */
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

    /** The test as people see it in a complaint, as {@code WeatherTest.asks}. */
    static String name(ExtensionContext context) {
        String type = context.getRequiredTestClass().getSimpleName();
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
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
