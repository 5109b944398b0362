package dev.cannery.internal.junit.coverage;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests of a run, which may be some of a class only: a failed one that runs again, or the one that somebody works on. */
final class RanTests {
    private final Set<String> names = new HashSet<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> forms = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    /**
     * A test is over, or a class.
     *
     * @return its name
     */
    String add(ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        String name = TestName.of(context);
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

    /** Whether a test of an earlier run has run again, or is one that its class no longer has. */
    boolean isOutdated(String name) {
        String method = TestName.withoutInvocations(name);
        boolean isGone = classes.contains(method.replaceAll("#.*", "")) && !known.contains(method);
        boolean hasOtherForm = methods.contains(method) && !forms.contains(form(name));
        return isGone || hasOtherForm || names.contains(name);
    }

    /** How often a name is counted: that of a test changes when it becomes a parameterized one. */
    private static String form(String name) {
        return name.replaceAll("\\[\\d+]", "[]");
    }
}
