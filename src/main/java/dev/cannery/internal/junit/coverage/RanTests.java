package dev.cannery.internal.junit.coverage;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests of a run. It may have only some tests of a class, such as one that failed before. */
final class RanTests {
    private final Set<String> names = new HashSet<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> forms = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    /**
     * Adds a test or class that has ended.
     *
     * @param variant what the configuration lets it run with; empty for nothing
     * @return its name
     */
    String add(ExtensionContext context, String variant) {
        Class<?> testClass = context.getRequiredTestClass();
        String name = TestName.of(context, variant);
        names.add(name);
        methods.add(TestName.withoutInvocations(name));
        forms.add(form(name));
        if (classes.add(testClass.getName())) {
            known.addAll(TestName.all(testClass));
        }
        return name;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether a test of an earlier run has run again, or no longer exists in its class. */
    boolean isOutdated(String name) {
        String method = TestName.withoutInvocations(name);
        boolean isGone = classes.contains(method.replaceAll("#.*", "")) && !known.contains(method);
        boolean hasOtherForm = methods.contains(method) && !forms.contains(form(name));
        return isGone || hasOtherForm || names.contains(name);
    }

    /** Returns the form of a test's name, which changes if the test becomes a parameterized one. */
    private static String form(String name) {
        return name.replaceAll("\\[[^\\[\\]]+]", "[]");
    }
}
