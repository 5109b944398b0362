package dev.cannery.internal.cli;

import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.ConformanceProbe;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.report.ProbeReports;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code cannery probe} command: reports how a provider treats each request field, without a contract. */
@Command(
        name = "probe",
        description = "Reports how a provider treats each field of a request, without a contract.",
        footer = {
            "%nExample:",
            "  cannery probe --target http://localhost:11434/v1 --model llama3.1",
            "%nExit codes:",
            "  0  all responses and refusals are valid",
            "  1  at least one is invalid",
            "  2  usage error",
            "  3  the provider could not be used, or a limit was reached"
        },
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @ArgGroup(validate = false, order = 1, heading = "%nProvider:%n")
    private TargetOptions target = new TargetOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nSelection:%n")
    private EndpointOptions selection = new EndpointOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nLimits:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nReports:%n")
    private ReportFiles files = new ReportFiles();

    @Override
    public Integer call() throws Exception {
        return Interrupts.finishing(this::probe);
    }

    private int probe() throws InterruptedException {
        Target named = target.target(System::getenv);
        VerificationSettings settings = VerificationSettings.USUAL
                .withTimeouts(limits.timeouts())
                .withBudget(limits.budget())
                .at(selection.endpoints(named));
        Target asked = target.recognized(named, settings);
        ConformanceProbe probe = new ConformanceProbe(asked, settings);
        Terminal out = Terminal.out(spec.commandLine());
        out.println("probing " + asked.endpoint().shownAddresses(settings.endpoints()) + " as "
                + asked.profile().name());
        out.println();
        boolean isTerminal = Terminal.isPresent() && System.getenv("CI") == null;
        AtomicInteger tried = new AtomicInteger();
        ProbeReport report = probe.run(
                result -> {
                    ConsoleReport.lines(result).forEach(out::result);
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
        // an interrupted thread cannot write files
        Thread.interrupted();
        out.println();
        ProbeReports.summary(report).forEach(out::result);
        files.write(report);
        return report.outcome().exitCode();
    }
}
