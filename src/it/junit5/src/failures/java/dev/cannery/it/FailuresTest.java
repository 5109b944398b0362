package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a consumer reads when its tests fail. */
class FailuresTest {
    @Test
    void wrongTestsFailWithTheGoldenMessages() throws Exception {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass("dev.cannery.it.WrongAgent"))
                .configurationParameter("cannery.output", "none")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);

        String said = listener.getSummary().getFailures().stream()
                .map(failure -> "== " + failure.getTestIdentifier().getDisplayName() + "\n" + texts(failure.getException()))
                .sorted()
                .collect(Collectors.joining("\n"));

        assertEquals(Files.readString(Path.of("failures.txt")), said);
    }

    /** What was thrown, and what was suppressed by it. */
    private static String texts(Throwable thrown) {
        return Stream.concat(Stream.of(thrown), Stream.of(thrown.getSuppressed()))
                .map(each -> each.getMessage().strip() + "\n")
                .collect(Collectors.joining("suppressed:\n"));
    }
}
