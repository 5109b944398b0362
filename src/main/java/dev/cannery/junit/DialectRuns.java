package dev.cannery.junit;

import dev.cannery.internal.junit.coverage.TestName;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a class once in each dialect that it, or the configuration, names.
 *
 * <p>A class template is the one construct of JUnit that covers every kind of test in the class: plain, parameterized, dynamic
 * and nested ones. Each runs with its whole set-up and is a test of its own in every report. An interceptor could only repeat the
 * method, on an instance whose set-up has run once; an engine of our own would have to run Jupiter inside itself, in a second
 * session, in which the cached contexts of Spring have the URLs of the first.
 */
final class DialectRuns implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        if (!isTemplateOfAnother(testClass)) {
            return true;
        }
        List<Dialect> asked = asked(context);
        if (asked.size() > 1 && Dialect.current(context).isEmpty()) {
            throw new ExtensionConfigurationException(testClass.getSimpleName()
                    + " is a class template of its own, so it cannot also run in several dialects. Make it a @Nested class of"
                    + " one with @ChatMockTest, or run it in one dialect at a time: " + Dialect.PARAMETER + "="
                    + asked.get(0).profile());
        }
        return false;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        List<Dialect> own = own(context);
        if (Dialect.current(context).isPresent()) {
            if (own.isEmpty()) {
                return Stream.of(new Once());
            }
            throw new ExtensionConfigurationException("@ChatMockTest on "
                    + context.getRequiredTestClass().getSimpleName()
                    + ": the enclosing class runs in several dialects already; name all dialects there");
        }
        List<Dialect> dialects = asked(context);
        return dialects.isEmpty() ? Stream.of(new Once()) : dialects.stream().map(InDialect::new);
    }

    private static List<Dialect> asked(ExtensionContext context) {
        List<Dialect> own = own(context);
        return own.isEmpty() ? Dialect.configured(context) : own;
    }

    private static List<Dialect> own(ExtensionContext context) {
        return TestSettings.annotated()
                .ofClass(context.getRequiredTestClass())
                .map(settings -> Dialect.of(settings.dialects(), settings.where()))
                .orElse(List.of());
    }

    /** Whether the class is a template because of another annotation than ours, such as {@code @ParameterizedClass}. */
    private static boolean isTemplateOfAnother(Class<?> testClass) {
        return isTemplateOfAnother(testClass.getAnnotations(), new HashSet<>());
    }

    private static boolean isTemplateOfAnother(Annotation[] annotations, Set<Class<?>> seen) {
        return Arrays.stream(annotations)
                .map(Annotation::annotationType)
                .filter(type -> type != ChatMockTest.class && seen.add(type))
                .anyMatch(type -> type == ClassTemplate.class || isTemplateOfAnother(type.getAnnotations(), seen));
    }

    /** The one run of a class that runs in no particular dialect, or in that of the class around it. */
    private static final class Once implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return "once";
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            TestName.label(context, "");
        }
    }

    /**
     * A run in a dialect.
     *
     * @param dialect the dialect
     */
    private record InDialect(Dialect dialect) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return dialect.name();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            dialect.enter(context);
            TestName.label(context, dialect.name());
        }
    }
}
