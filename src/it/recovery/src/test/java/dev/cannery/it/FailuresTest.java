package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a consumer reads when a naive agent meets a model that misbehaves. */
class FailuresTest {
    @Test
    void aNaiveAgentFailsWithTheGoldenMessageForEachMisbehaviour() throws Exception {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(NaiveAgentRuns.class))
                .configurationParameter("cannery.output", "none")
                .build();
        Plan plan = new Plan();
        LauncherFactory.create().execute(request, plan);

        String failures = plan.getSummary().getFailures().stream()
                .map(failure -> "== " + plan.name(failure.getTestIdentifier()) + "\n" + texts(failure.getException()))
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals(Files.readString(Path.of("failures.txt")), failures);
        assertEquals(0, plan.getSummary().getTestsSucceededCount(), "tests that a naive agent passes");
        assertEquals(12, plan.getSummary().getTestsFailedCount());
    }

    private static String texts(Throwable thrown) {
        return Stream.concat(Stream.of(thrown), Stream.of(thrown.getSuppressed()))
                .map(each -> each.getMessage().strip() + "\n")
                .collect(Collectors.joining("suppressed:\n"));
    }

    /** A summary that knows in which variant a test ran. */
    private static final class Plan extends SummaryGeneratingListener {
        private TestPlan plan;

        @Override
        public void testPlanExecutionStarted(TestPlan started) {
            super.testPlanExecutionStarted(started);
            plan = started;
        }

        String name(TestIdentifier test) {
            return test.getDisplayName() + " "
                    + plan.getParent(test).map(TestIdentifier::getDisplayName).orElse("");
        }
    }
}
