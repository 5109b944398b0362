package dev.cannery.internal.cli;

import dev.cannery.internal.verify.ConformanceProbe;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.report.ProbeReports;
import dev.cannery.internal.verify.targets.Target;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
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
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Mixin
    private final ReportOptions.Pages pages = new ReportOptions.Pages();

    @Override
    public Integer call() throws Exception {
        return Interrupts.finishing(this::probe);
    }

    private int probe() {
        Target asked = target.target(System::getenv);
        VerificationSettings settings =
                VerificationSettings.USUAL.withTimeouts(limits.timeouts()).withBudget(limits.budget());
        ConformanceProbe probe = new ConformanceProbe(asked, settings);
        Terminal out = Terminal.out(spec.commandLine());
        out.println("probing " + asked.endpoint().shownAddress() + " as "
                + asked.profile().name());
        out.println();
        boolean isTerminal = Terminal.isPresent() && System.getenv("CI") == null;
        AtomicInteger tried = new AtomicInteger();
        ProbeReport report = probe.run(
                errors -> {
                    ConsoleReport.lines(errors).forEach(out::result);
                    out.flush();
                },
                verdict -> {
                    if (isTerminal) {
                        out.control("\r\u001b[K");
                        out.print("  … " + tried.incrementAndGet() + " fields, " + verdict.field());
                        out.flush();
                    }
                });
        if (isTerminal) {
            out.control("\r\u001b[K");
        }
        ProbeReports.fields(report).forEach(out::println);
        // an interrupted thread could write no file
        Thread.interrupted();
        out.println();
        ProbeReports.summary(report).forEach(out::result);
        pages.write(report, ProbeReports::json, ProbeReports::markdown, ProbeReports::html);
        return report.outcome().exitCode();
    }
}
