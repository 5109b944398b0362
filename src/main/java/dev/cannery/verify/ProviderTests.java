package dev.cannery.verify;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.targets.Target;
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

/** The tests of one verification: what the target refuses, each interaction, and whether they prove anything. */
final class ProviderTests {
    private static final System.Logger LOG = System.getLogger("dev.cannery.verify");

    private final VerificationRun verifier;
    private final String asked;
    private final boolean asksRefusals;
    private final List<SingleRun> runs = new ArrayList<>();

    ProviderTests(VerificationRun verifier, Target target, boolean asksRefusals) {
        this.verifier = verifier;
        this.asked = "asked " + target.endpoint().shownAddress() + " as "
                + target.profile().name();
        this.asksRefusals = asksRefusals;
    }

    Stream<DynamicTest> of(List<LoadedContract> contracts) {
        List<DynamicTest> tests = new ArrayList<>();
        if (asksRefusals) {
            tests.add(test("refuses what is wrong", null, verifier::refusals));
        }
        for (VerificationCase planned : verifier.plan(contracts)) {
            tests.add(test(planned.subject().title(), placeOf(planned.subject().source()), planned::run));
        }
        verifier.notes().forEach(note -> LOG.log(System.Logger.Level.WARNING, note));
        tests.add(DynamicTest.dynamicTest("proves something", this::requireProof));
        return tests.stream();
    }

    private DynamicTest test(String name, @Nullable URI place, SingleRun.Verification verification) {
        SingleRun run = new SingleRun(verification, asked);
        runs.add(run);
        return DynamicTest.dynamicTest(name, place, run::judge);
    }

    /** As JUnit tells a development environment where a test is written. */
    private static @Nullable URI placeOf(SourceLocation source) {
        Path file = Path.of(source.file());
        if (source.line() == 0 || !Files.isRegularFile(file)) {
            return null;
        }
        return URI.create(file.toUri() + "?line=" + source.line() + "&column=" + source.column());
    }

    /** Fails where no other test did, and yet not everything that should be proven is. */
    private void requireProof() throws InterruptedException {
        List<InteractionResult> results = new ArrayList<>();
        for (SingleRun run : runs) {
            results.add(run.result());
        }
        Outcome outcome = Outcome.of(results);
        boolean isRed = results.stream().anyMatch(result -> result.status() == Status.FAIL);
        if (!isRed && outcome != Outcome.PASSED) {
            String words = Outcome.words(results, null);
            throw new AssertionFailedError(words + reason(results) + "\n  " + asked);
        }
    }

    /** What ended the verification, else why its cases were left out. */
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
