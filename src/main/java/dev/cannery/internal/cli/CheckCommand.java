package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.verify.VerificationSettings;
import dev.cannery.internal.verify.check.CannedResponseCheck;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code cannery check} command: reports errors and likely mistakes in contracts, without a server. */
@Command(
        name = "check",
        description = "Reports errors and likely mistakes in contracts, without starting a server.",
        footer = {
            "%nExamples:",
            "  cannery check contracts --fail-on warning",
            "  cannery check --within 60d",
            "%nExit codes:",
            "  0  no errors",
            "  1  warnings, with --fail-on warning",
            "  2  errors"
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final int WARNINGS = 1;
    private static final int ERRORS = 2;
    private static final String STANDARD_INPUT = "-";

    /** The format of the findings. */
    enum Format {
        text,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Mixin
    private final ContractOptions contracts = new ContractOptions();

    @Option(names = "--fail-on", paramLabel = "error|warning", description = "Also exit with 1 for warnings (error).")
    private FailOn failOn = FailOn.error;

    @Option(names = "--format", paramLabel = "text|json", description = "Format of the findings (text).")
    private Format format = Format.text;

    @Option(
            names = "--within",
            paramLabel = "DAYS",
            description =
                    "Warn of models in contracts and recorded requests that are shut down within DAYS, such as 60d.")
    private @Nullable String within;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Use the models of that day, such as 2027-02-01, and count --within from it.")
    private @Nullable LocalDate day;

    @Option(
            names = "--requests",
            paramLabel = "FOLDER",
            description = "Folder of the recorded requests for --within (target/cannery/requests).")
    private Path requests = VerificationSettings.USUAL.requests();

    /** Takes {@code --requests} by its earlier name, which still works but is not shown in the help. */
    @Option(names = "--evidence", paramLabel = "FOLDER", hidden = true)
    @SuppressWarnings("UnusedMethod") // picocli calls it
    private void takeRequests(Path folder) {
        requests = folder;
    }

    @Override
    public Integer call() {
        List<Path> paths = contracts.named();
        ContractReader.Reading reading = paths.equals(List.of(Path.of(STANDARD_INPUT)))
                ? readInput()
                : ContractReader.readLeniently(contracts.paths());
        if (reading.problems().isEmpty()) {
            ContractPaths.requireSome(reading.contracts(), paths);
        }
        Map<String, Profile> profiles = new HashMap<>();
        Set<String> unknown = findProfiles(reading.contracts(), profiles);
        List<ContractWarning> warnings = warnings(reading.contracts(), profiles);
        Terminal out = Terminal.out(spec.commandLine());
        if (format == Format.json) {
            out.println(new String(Json.prettyBytes(findings(reading, warnings, unknown)), StandardCharsets.UTF_8));
        } else {
            reading.problems()
                    .forEach(problem -> out.result("error    " + problem.sentence() + SourceLine.under(problem.at())));
            if (reading.leftOut() > 0) {
                out.result("error    " + Problems.more(reading.leftOut()));
            }
            unknown.forEach(sentence -> out.result("error    " + sentence));
            warnings.forEach(warning -> out.result("warning  " + warning.sentence()));
            out.println(summary(reading, warnings, unknown));
        }
        if (!reading.problems().isEmpty() || !unknown.isEmpty()) {
            return ERRORS;
        }
        return failOn == FailOn.warning && !warnings.isEmpty() ? WARNINGS : 0;
    }

    private List<ContractWarning> warnings(List<LoadedContract> contracts, Map<String, Profile> profiles) {
        List<ContractWarning> ofModels =
                within == null ? List.of() : ModelEnds.parse(within, day).warnings(contracts, requests, profiles);
        List<ContractWarning> ofRequests = ContractCheck.check(
                contracts,
                (provider, request) ->
                        Optional.ofNullable(profiles.get(provider)).flatMap(profile -> refusal(request, profile)));
        return Stream.of(ofRequests, CannedResponseCheck.check(contracts), ofModels)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ContractWarning::at))
                .toList();
    }

    /** Returns how the provider refuses a request, at the endpoint that serves its model. */
    private static Optional<ApiError> refusal(ChatRequest request, Profile provider) {
        Optional<Profile> responses =
                provider.isOnlyInResponses(request.model()) ? provider.at(ChatEndpoint.RESPONSES) : Optional.empty();
        return responses
                .map(profile -> profile.refusalOf(ChatRequest.of(
                        "/v1/responses",
                        Map.of(),
                        ResponsesBody.of(request.body()).body(),
                        EarlierItems.unknown())))
                .orElseGet(() -> provider.refusalOf(request));
    }

    private static String summary(ContractReader.Reading reading, List<ContractWarning> warnings, Set<String> unknown) {
        int errors = reading.problems().size() + reading.leftOut() + unknown.size();
        return Greeting.count(reading.contracts()) + ", " + Words.counted(errors, "error") + ", "
                + Words.counted(warnings.size(), "warning");
    }

    /** Reads a contract from standard input, as an editor or a shell passes it. */
    private static ContractReader.Reading readInput() {
        try {
            String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            return new ContractReader.Reading(ContractReader.parseTrusted("stdin.yaml", text), List.of(), 0, Set.of());
        } catch (SourceProblemsException e) {
            return new ContractReader.Reading(List.of(), e.sourceProblems(), e.leftOut(), Set.of());
        } catch (IOException e) {
            throw new UserError("standard input cannot be read");
        }
    }

    /** Finds the profile of each provider. Returns a message for each contract without a usable profile. */
    private Set<String> findProfiles(List<LoadedContract> contracts, Map<String, Profile> profiles) {
        Set<String> sentences = new LinkedHashSet<>();
        for (LoadedContract contract : contracts) {
            try {
                profiles.computeIfAbsent(contract.provider(), this::profile);
            } catch (SourceProblemsException e) {
                e.sourceProblems()
                        .forEach(problem -> sentences.add("contract '" + contract.name() + "': " + problem.sentence()));
            }
        }
        return sentences;
    }

    private Profile profile(String provider) {
        Profile profile = ProfileReader.find(provider);
        return day == null || provider.contains("@") ? profile : profile.asOf(day);
    }

    private static ArrayNode findings(
            ContractReader.Reading reading, List<ContractWarning> warnings, Set<String> unknown) {
        ArrayNode findings = (ArrayNode) Json.treeOf(List.of());
        for (SourceProblem problem : reading.problems()) {
            finding("error", FindingId.CONTRACT, problem.at(), problem.message(), findings)
                    .put("path", problem.path());
        }
        if (reading.leftOut() > 0) {
            finding("error", FindingId.CONTRACT, null, Problems.more(reading.leftOut()), findings);
        }
        unknown.forEach(sentence -> finding("error", FindingId.CONTRACT, null, sentence, findings));
        for (ContractWarning warning : warnings) {
            finding("warning", warning.id(), warning.at(), warning.message(), findings)
                    .put("interaction", warning.interaction());
        }
        return findings;
    }

    private static ObjectNode finding(
            String severity, FindingId id, @Nullable SourceLocation at, String message, ArrayNode findings) {
        ObjectNode finding = findings.addObject().put("severity", severity).put("id", id.code());
        if (at != null) {
            finding.put("file", at.file()).put("line", at.line()).put("column", at.column());
        }
        return finding.put("message", message);
    }
}
