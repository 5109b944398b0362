package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.Tags;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.report.PlanReport;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code cannery verify} command: verifies a real provider against contracts. */
@Command(
        name = "verify",
        description = "Verifies a real provider against contracts.",
        footer = {
            "%nExamples:",
            "  cannery verify --target https://api.openai.com/v1 --api-key-env OPENAI_API_KEY",
            "  cannery verify contracts --target staging --junit target/verify.xml",
            "%nExit codes:",
            "  0  all passed",
            "  1  at least one failed",
            "  2  usage error, invalid contract, or nothing was verified",
            "  3  the provider could not be used, or a limit was reached"
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    /** The forms of responses to request. */
    enum FormChoice {
        json,
        stream,
        both
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Mixin
    private final ContractOptions named = new ContractOptions();

    @ArgGroup(validate = false, order = 1, heading = "%nProvider:%n")
    private TargetOptions target = new TargetOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nSelection:%n")
    private Selection selection = new Selection();

    @ArgGroup(validate = false, order = 3, heading = "%nLimits:%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nResults of an earlier run:%n")
    private EarlierOptions earlier = new EarlierOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nReports:%n")
    private ReportFiles.WithJunit files = new ReportFiles.WithJunit();

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning",
            description = "Also fail for deviations from the schema that clients tolerate (error).")
    private FailOn failOn = FailOn.error;

    @Option(
            names = "--requests",
            paramLabel = "FOLDER",
            description = "Folder of the requests that consumers' tests recorded (target/cannery/requests).")
    private Path requests = VerificationSettings.USUAL.requests();

    @Option(
            names = "--record",
            paramLabel = "FOLDER",
            description = "Save the provider's responses to this folder, without secrets.")
    private @Nullable Path recordings;

    @Option(names = "--dry-run", description = "Show what would be sent and estimate its tokens; send nothing.")
    private boolean isDryRun;

    /** The options that select what to send. */
    static final class Selection extends EndpointOptions {
        @Option(names = "--tag", paramLabel = "TAG", description = "Only interactions with this tag, repeatable.")
        private List<String> tags = List.of();

        @Option(
                names = "--form",
                paramLabel = "json|stream|both",
                description = "Whole responses, streams or both (both).")
        private FormChoice form = FormChoice.both;

        @Option(names = "--no-errors", description = "Skip the requests that the provider must refuse.")
        private boolean skipsErrors;

        @Option(
                names = "--capability",
                paramLabel = "NAME",
                description =
                        "Capability of the provider, repeatable. If none is given, no interaction is skipped for its 'needs'.")
        private List<String> capabilities = List.of();

        @Option(names = "--given", paramLabel = "STATE", description = "State that the provider is in, repeatable.")
        private List<String> states = List.of();

        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Requests in flight at once (${DEFAULT-VALUE}).")
        private int concurrency = 4;
    }

    private final Set<String> printedNotes = new HashSet<>();

    /** Takes {@code --requests} by its earlier name, which still works but is not shown in the help. */
    @Option(names = "--evidence", paramLabel = "FOLDER", hidden = true)
    @SuppressWarnings("UnusedMethod") // picocli calls it
    private void takeRequests(Path folder) {
        requests = folder;
    }

    @Override
    public Integer call() throws Exception {
        Target asked = target.target(selection.capabilities, selection.states, System::getenv);
        Path[] existing = named.paths().toArray(Path[]::new);
        List<LoadedContract> contracts =
                tagged(ContractPaths.requireSome(ContractReader.read(existing), named.named()));
        VerificationSettings settings = settings(asked);
        Target judged = isDryRun ? asked : target.recognized(asked, settings);
        VerificationRun verifier = VerificationRun.of(judged, settings);
        List<VerificationCase> cases = earlier.chosen(verifier.plan(contracts));
        UnaryOperator<InteractionResult> judge = earlier.judge();
        Terminal out = Terminal.out(spec.commandLine());
        tellNotes(verifier.notes());
        if (isDryRun) {
            PlanReport.lines(cases).forEach(out::println);
            return 0;
        }
        int count = cases.size() + verifier.probed().size();
        out.println("verifying " + Words.counted(count, "case") + " of " + Greeting.count(contracts) + " against "
                + judged.endpoint().shownAddresses(settings.endpoints())
                + " as " + judged.profile().name());
        out.println();
        out.flush();
        return Interrupts.finishing(() -> verify(verifier, cases, judge, count));
    }

    /** Runs the cases against the target. If it is interrupted, the reports contain the results so far. */
    private int verify(
            VerificationRun verifier, List<VerificationCase> cases, UnaryOperator<InteractionResult> judge, int count)
            throws InterruptedException {
        Terminal out = Terminal.out(spec.commandLine());
        Progress progress = new Progress(out, count, Terminal.isPresent() && System.getenv("CI") == null);
        VerificationResults report =
                verifier.run(cases, result -> progress.add(judge.apply(result))).with(judge);
        // an interrupted thread cannot write files
        Thread.interrupted();
        progress.end();
        ConsoleReport.summary(report).forEach(out::result);
        tellNotes(verifier.notes());
        out.flush();
        files.write(report);
        return report.outcome().exitCode();
    }

    private void tellNotes(List<String> notes) {
        Terminal err = Terminal.err(spec.commandLine());
        notes.stream().filter(printedNotes::add).forEach(note -> err.println("cannery: " + note));
        err.flush();
    }

    private List<LoadedContract> tagged(List<LoadedContract> contracts) {
        try {
            return Tags.chosen(contracts, selection.tags);
        } catch (IllegalArgumentException e) {
            throw new UserError("--tag: " + e.getMessage());
        }
    }

    /** Returns the forms to request. */
    private Set<RequestedForm> forms(Target asked) {
        List<ChatEndpoint> endpoints = selection.endpoints(asked);
        return Arrays.stream(RequestedForm.values())
                .filter(form ->
                        selection.form == FormChoice.both || form.isStream() == (selection.form == FormChoice.stream))
                .filter(form -> endpoints.contains(form.endpoint()))
                .collect(Collectors.toSet());
    }

    private VerificationSettings settings(Target asked) {
        Set<RequestedForm> forms = forms(asked);
        requireFolder();
        boolean asksRefusals = !selection.skipsErrors && earlier.asksRefusals();
        return new VerificationSettings(
                limits.timeouts(),
                limits.budget(),
                concurrency(),
                forms,
                requests,
                recordings,
                asksRefusals,
                failOn == FailOn.warning ? Level.WARN : Level.FAIL);
    }

    /** Throws a usage error if the folder of recordings cannot be written, before any request costs money. */
    private void requireFolder() {
        try {
            if (recordings != null) {
                Files.createDirectories(recordings);
                Files.delete(Files.createTempFile(recordings, "try", ".part"));
            }
        } catch (IOException e) {
            throw new UserError("--record: cannot write to '" + recordings + "': " + WholeFileWriter.reason(e));
        }
    }

    private int concurrency() {
        if (selection.concurrency < 1 || selection.concurrency > 256) {
            throw new UserError("--concurrency must be from 1 to 256, was " + selection.concurrency);
        }
        return selection.concurrency;
    }
}
