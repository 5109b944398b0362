package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import dev.cannery.internal.junit.coverage.TestName;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a class once in each variant that it, or the configuration, names.
 *
 * <p>A class template is the one construct of JUnit that repeats every kind of test with its whole set-up, as tests of their own
 * in every report. It is not part of {@link ChatMockTest}: each class would get another level in its tree of tests and an index
 * after the name of every test, and JUnit before 5.13 could not load this class.
 */
final class VariantRuns implements ClassTemplateInvocationContextProvider {
    private static final Pattern REFUSE_LOCKS = Pattern.compile("5\\.13\\..*|5\\.14\\.[01]|6\\.0\\.[01]");

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        // a nested class, such as a @ParameterizedClass, inherits the extensions of the classes around it
        return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), ChatMockVariants.class);
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        String where = "@ChatMockVariants on " + testClass.getSimpleName();
        requireVersion(where, ClassTemplate.class.getPackage().getImplementationVersion());
        if (isTemplateOfAnother(testClass)) {
            throw new ExtensionConfigurationException(where
                    + ": the class is a template already. Make it a @Nested class of a class with @ChatMockVariants");
        }
        return variants(context, where).stream().map(variant -> new Run(variant, testClass.getSimpleName()));
    }

    /** JUnit reports the lock of {@link ChatMockTest} as one of a dynamic test, which does not help anybody. */
    static void requireVersion(String where, @Nullable String used) {
        if (used != null && REFUSE_LOCKS.matcher(used).matches()) {
            throw new ExtensionConfigurationException(where + " requires JUnit 5.14.2 or 6.0.2; JUnit " + used
                    + " refuses class templates with a resource lock");
        }
    }

    private static List<Variant> variants(ExtensionContext context, String where) {
        ChatMockVariants own = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), ChatMockVariants.class)
                .orElseThrow();
        List<Dialect> dialects = Dialect.of(List.of(own.dialects()), where);
        List<Misbehaviour> words = List.of(own.misbehave());
        if (Variant.entered(context).isEmpty()) {
            return Variant.of(
                    dialects.isEmpty() ? Variant.configuredDialects(context) : dialects,
                    words.isEmpty() ? Variant.configuredWords(context) : words);
        }
        Variant outer = Variant.entered(context).get();
        if ((outer.dialect() != null && !dialects.isEmpty()) || (outer.misbehaviour() != null && !words.isEmpty())) {
            throw new ExtensionConfigurationException(where + ": an enclosing class names "
                    + (dialects.isEmpty() ? "misbehaviours" : "dialects") + " already; name all of them there");
        }
        return Variant.of(dialects, words);
    }

    /** Whether the class is also a template because of another annotation, such as {@code @ParameterizedClass}. */
    private static boolean isTemplateOfAnother(Class<?> testClass) {
        return Arrays.stream(testClass.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> !isAnnotated(type, ChatMockVariants.class))
                .anyMatch(type -> isAnnotated(type, ClassTemplate.class));
    }

    private static boolean isAnnotated(Class<? extends Annotation> type, Class<? extends Annotation> meta) {
        return type == meta || AnnotationSupport.isAnnotated(type, meta);
    }

    /**
     * The run of a class in a variant.
     *
     * @param variant the variant
     * @param testClass the name of the class, for messages
     */
    private record Run(Variant variant, String testClass) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return variant.isPlain() ? "once" : variant.label();
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            variant.or(Variant.entered(context).orElse(variant)).enter(context);
            TestName.label(context, variant.label());
            if (variant.misbehaviour() != null) {
                new MisbehaviourTally(variant.misbehaviour(), testClass).enter(context);
            }
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            AfterClassTemplateInvocationCallback last =
                    context -> MisbehaviourTally.find(context).ifPresent(MisbehaviourTally::requireChange);
            return variant.misbehaviour() == null ? List.of() : List.of(last);
        }
    }
}
