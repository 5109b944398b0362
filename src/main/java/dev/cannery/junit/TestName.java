package dev.cannery.junit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The name of a test in reports: the same in every run. */
final class TestName {
    private static final Pattern INVOCATION = Pattern.compile("-invocation:(#\\d+)");

    private TestName() {}

    /**
     * The class, the method, and of a test that runs several times which time it is: {@code a.WeatherTest#asks[2]}; the class
     * alone where no test runs.
     */
    static String of(ExtensionContext context) {
        StringBuilder name = new StringBuilder(context.getRequiredTestClass().getName());
        context.getTestMethod().ifPresent(method -> name.append('#').append(method.getName()));
        Matcher invocation = INVOCATION.matcher(context.getUniqueId());
        while (invocation.find()) {
            name.append('[').append(invocation.group(1).substring(1)).append(']');
        }
        return name.toString();
    }
}
