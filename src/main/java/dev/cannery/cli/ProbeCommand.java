package dev.cannery.cli;

import dev.cannery.verify.ConformanceProbe;
import dev.cannery.verify.VerificationSettings;
import dev.cannery.verify.probe.FieldVerdict;
import dev.cannery.verify.probe.FieldVerdict.Treatment;
import dev.cannery.verify.report.ConsoleReport;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.targets.Target;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cannery probe}: what a provider does, without any contract. */
@Command(
        name = "probe",
        description = "Finds out what a provider does with each field of a request, and how it refuses.",
        footer = "Exit code 0: sound; 1: answers or refusals are not; 2: a mistake in the call;"
                + " 3: the target could not be used.",
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
    private static final int UNSOUND = 1;
    private static final int UNUSABLE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Override
    public Integer call() throws InterruptedException {
        Target asked = target.target(System::getenv);
        VerificationSettings settings =
                VerificationSettings.USUAL.withTimeouts(limits.timeouts()).withBudget(limits.budget());
        ConformanceProbe probe = new ConformanceProbe(asked, settings);
        PrintWriter out = spec.commandLine().getOut();
        out.println("probing " + asked.endpoint().shownAddress() + " as "
                + asked.profile().name());
        out.println();
        InteractionResult errors = probe.errors();
        ConsoleReport.lines(errors).forEach(out::println);
        out.println();
        Set<String> unsound = fields(probe, out);
        out.println();
        unsound.forEach(sentence -> out.println("  FAIL  " + sentence));
        probe.end().ifPresent(why -> out.println("ended early: " + why));
        if (probe.end().isPresent()) {
            return UNUSABLE;
        }
        return errors.status() == Status.FAIL || !unsound.isEmpty() ? UNSOUND : 0;
    }

    /** Prints the table of fields, and gives what is wrong with answers beyond what it tells. */
    private static Set<String> fields(ConformanceProbe probe, PrintWriter out) throws InterruptedException {
        Set<String> unsound = new TreeSet<>();
        List<FieldVerdict> verdicts = new ArrayList<>();
        probe.fields((verdict, findings) -> {
            verdicts.add(verdict);
            out.println(line(verdict));
            out.flush();
            if (verdict.treatment() == Treatment.HONOURED) {
                findings.findings().stream()
                        .filter(Finding::isFailure)
                        .forEach(finding -> unsound.add(finding.mismatch().sentence() + "  " + finding.code()));
            }
        });
        out.println();
        out.println(summary(verdicts) + "; " + Greeting.counted(probe.requests(), "request"));
        return unsound;
    }

    private static String line(FieldVerdict verdict) {
        return String.format(
                Locale.ROOT, "  %-8s  %-22s  %s", word(verdict.treatment()), verdict.field(), verdict.how());
    }

    private static String summary(List<FieldVerdict> verdicts) {
        List<String> counts = new ArrayList<>();
        for (Treatment treatment : Treatment.values()) {
            long count = verdicts.stream()
                    .filter(verdict -> verdict.treatment() == treatment)
                    .count();
            counts.add(count + " " + word(treatment));
        }
        return verdicts.size() + " fields: " + String.join(", ", counts);
    }

    private static String word(Treatment treatment) {
        return treatment.name().toLowerCase(Locale.ROOT);
    }
}
