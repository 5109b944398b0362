package dev.cannery.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** The tests of one verification: the wrong requests, each interaction, and a last test that something was verified. */
final class ProviderTests {
    private static final System.Logger LOG = System.getLogger("dev.cannery.verify");

    private final VerificationRun verifier;
    private final String verified;
    private final List<SingleRun> runs = new ArrayList<>();

    ProviderTests(VerificationRun verifier, Target target, List<ChatEndpoint> endpoints) {
        this.verifier = verifier;
        this.verified = "verified " + target.endpoint().shownAddresses(endpoints) + " as "
                + target.profile().name();
    }

    Stream<DynamicTest> of(List<LoadedContract> contracts) {
        List<DynamicTest> tests = new ArrayList<>();
        for (ChatEndpoint endpoint : verifier.probed()) {
            tests.add(test(nameOfRefusals(endpoint), null, () -> verifier.refusals(endpoint)));
        }
        for (VerificationCase planned : verifier.plan(contracts)) {
            tests.add(test(planned.subject().title(), placeOf(planned.subject().source()), planned::run));
        }
        verifier.notes().forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
        tests.add(DynamicTest.dynamicTest("verifies at least one interaction", this::requireProof));
        return tests.stream();
    }

    private static String nameOfRefusals(ChatEndpoint endpoint) {
        Subject subject = VerificationRun.refusalsSubject(endpoint);
        return endpoint == ChatEndpoint.CHAT_COMPLETIONS
                ? subject.interaction()
                : subject.interaction() + " (" + subject.form().word() + ")";
    }

    private DynamicTest test(String name, @Nullable URI place, SingleRun.Verification verification) {
        SingleRun run = new SingleRun(verification, verified);
        runs.add(run);
        return DynamicTest.dynamicTest(name, place, run::check);
    }

    /** Returns the location of a test in the form that JUnit passes to development environments. */
    private static @Nullable URI placeOf(SourceLocation source) {
        Path file = Path.of(source.file());
        if (source.line() == 0 || !Files.isRegularFile(file)) {
            return null;
        }
        return URI.create(file.toUri() + "?line=" + source.line() + "&column=" + source.column());
    }

    /** Fails if no other test failed but the verification did not pass. */
    private void requireProof() throws InterruptedException {
        List<InteractionResult> results = new ArrayList<>();
        for (SingleRun run : runs) {
            results.add(run.result());
        }
        Outcome outcome = Outcome.of(results);
        boolean isRed = results.stream().anyMatch(result -> result.status() == Status.FAIL);
        if (!isRed && outcome != Outcome.PASSED) {
            String words = Outcome.words(results, null);
            throw new AssertionFailedError(words + reason(results) + "\n  " + verified);
        }
    }

    /** Returns why the verification ended early, otherwise why its cases were skipped. */
    private String reason(List<InteractionResult> results) {
        String why = verifier.end()
                .orElseGet(() -> results.stream()
                        .filter(result -> !result.hasPassed())
                        .map(InteractionResult::reason)
                        .filter(reason -> !reason.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")));
        return why.isEmpty() ? "" : ": " + why;
    }
}
