package dev.cannery.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes inside a test. */
public final class Kit {
    private Kit() {}

    public static EngineExecutionResults run(Class<?>... testClasses) {
        return engine(testClasses).execute();
    }

    public static EngineExecutionResults runInParallel(Class<?>... testClasses) {
        return engine(testClasses)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute();
    }

    static EngineTestKit.Builder engine(Class<?>... testClasses) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("cannery.output", "none")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false");
        for (Class<?> testClass : testClasses) {
            kit.selectors(selectClass(testClass));
        }
        return kit;
    }

    /** Returns the text of all failures with their suppressed exceptions, without ports. */
    public static String failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> heading(event) + failure(event))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Returns the names of all containers and tests, in the order in which they ran. */
    static String tree(EngineExecutionResults results) {
        StringBuilder tree = new StringBuilder();
        results.allEvents()
                .started()
                .map(Event::getTestDescriptor)
                .forEach(descriptor -> tree.append(indent(descriptor))
                        .append(descriptor.getDisplayName())
                        .append('\n'));
        return tree.toString();
    }

    private static String indent(TestDescriptor descriptor) {
        Deque<TestDescriptor> path = new ArrayDeque<>();
        TestDescriptor each = descriptor;
        while (each != null) {
            path.push(each);
            each = each.getParent().orElse(null);
        }
        return "  ".repeat(Math.max(0, path.size() - 2));
    }

    /** Returns the reasons of all aborted tests. */
    static String aborted(EngineExecutionResults results) {
        return results.testEvents().aborted().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().orElseThrow().getMessage())
                .collect(Collectors.joining("\n"));
    }

    private static String heading(Event event) {
        return "== " + event.getTestDescriptor().getDisplayName() + "\n";
    }

    private static String failure(Event event) {
        Throwable thrown = event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        List<String> texts = new ArrayList<>();
        texts.add(text(thrown));
        for (Throwable suppressed : thrown.getSuppressed()) {
            texts.add("suppressed: " + text(suppressed));
        }
        return String.join("", texts);
    }

    private static String text(Throwable thrown) {
        return (thrown.getClass().getSimpleName() + ": " + thrown.getMessage() + "\n")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("Test\\.java:\\d+", "Test.java:LINE")
                .replaceAll("scope/[0-9a-f]{12}", "scope/ID")
                .replaceAll("came after \\d+ ms", "came after MILLIS ms")
                .replaceAll("(Exception|Error): \n", "$1:\n");
    }
}
