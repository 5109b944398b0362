package dev.cannery.internal.junit.coverage;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Names of tests in reports, which are the same in every run. */
public final class TestName {
    private static final Pattern INVOCATION = Pattern.compile("-invocation:#(\\d+)]$");
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(TestName.class);

    private TestName() {}

    /**
     * Returns the class, the method, and for a repeated or parameterized test the invocation: {@code a.WeatherTest#asks[2]}.
     * Outside of a test, returns only the class.
     *
     * @param variant what the configuration lets the test run with, which stands after the method; empty for nothing
     */
    static String of(ExtensionContext context, String variant) {
        Class<?> testClass = context.getRequiredTestClass();
        StringBuilder name = new StringBuilder(
                context.getTestMethod().map(method -> of(method, testClass)).orElse(testClass.getName()));
        return name.append(variant.isEmpty() ? "" : "[" + variant + "]")
                .append(invocations(context))
                .toString();
    }

    private static String invocations(ExtensionContext context) {
        String outer = context.getParent().map(TestName::invocations).orElse("");
        String id = context.getUniqueId();
        Matcher invocation = INVOCATION.matcher(id);
        if (!invocation.find()
                || context.getParent()
                        .filter(parent -> parent.getUniqueId().equals(id))
                        .isPresent()) {
            return outer;
        }
        String label = context.getStore(STORE).getOrDefault(id, String.class, invocation.group(1));
        return label.isEmpty() ? outer : outer + "[" + label + "]";
    }

    /**
     * Names an invocation.
     *
     * @param context that of the invocation
     * @param label the name in place of its number; empty for none
     */
    public static void label(ExtensionContext context, String label) {
        context.getStore(STORE).put(context.getUniqueId(), label);
    }

    /** Returns the names of a class and of all its test methods. */
    static Set<String> all(Class<?> testClass) {
        Set<String> names = new HashSet<>();
        names.add(testClass.getName());
        tests(testClass, method -> true).forEach(method -> names.add(of(method, testClass)));
        return names;
    }

    /** Returns the name without the invocation. */
    static String withoutInvocations(String name) {
        return name.replaceAll("(\\[[^\\[\\]]+])+$", "");
    }

    /** Returns the name of a method, with parameter types if it is overloaded: {@code a.WeatherTest#asks(URI)}. */
    private static String of(Method test, Class<?> testClass) {
        String name = testClass.getName() + "#" + test.getName();
        boolean isOverloaded = tests(testClass, other -> other.getName().equals(test.getName())).stream()
                .anyMatch(other -> !Arrays.equals(other.getParameterTypes(), test.getParameterTypes()));
        return isOverloaded
                ? name
                        + Arrays.stream(test.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(",", "(", ")"))
                : name;
    }

    private static List<Method> tests(Class<?> testClass, Predicate<Method> isMeant) {
        return ReflectionSupport.findMethods(
                testClass,
                isMeant.and(method -> AnnotationSupport.isAnnotated(method, Testable.class)),
                HierarchyTraversalMode.TOP_DOWN);
    }
}
