package dev.cannery.internal.record.formats;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.record.RecordedContracts;
import dev.cannery.internal.record.RecordedFile;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.record.formats.ForeignFiles.ForeignFile;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.source.SourceProblemsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts files of other tools to contracts. */
public final class Import {
    private static final Set<FindingId> NOT_VERIFIABLE =
            Set.of(FindingId.ONLY_OF_MOCK, FindingId.NO_EXAMPLE, FindingId.REFUSED_EXAMPLE);

    private final List<ImportedFile> files = new ArrayList<>();
    private final List<SourceProblem> losses = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Import() {}

    /**
     * A contract that was made of a file.
     *
     * @param source the file as the user named it
     * @param format the name of its format
     * @param name the name of the contract's file without its extension
     * @param text the text of the contract
     * @param interactions the number of interactions
     * @param stubs the texts of the stubs that it refers to, by their names below the folder of stubs
     */
    public record ImportedFile(
            String source, String format, String name, String text, int interactions, Map<String, String> stubs) {
        public ImportedFile {
            stubs = Map.copyOf(stubs);
        }
    }

    /**
     * The result of an import.
     *
     * @param files the contracts
     * @param losses what cannot be carried over
     */
    public record Result(List<ImportedFile> files, List<SourceProblem> losses) {
        public Result {
            files = List.copyOf(files);
            losses = List.copyOf(losses);
        }
    }

    /** Reads these files, and makes a contract of each that holds calls or expectations of chat endpoints. */
    public static Result of(List<Path> files) {
        Import all = new Import();
        ForeignFiles.read(files).forEach(all::add);
        return new Result(all.files, all.losses);
    }

    private void add(ForeignFile file) {
        losses.addAll(file.losses());
        String stem = FileNames.stem(file.file());
        if (!file.interactions().isEmpty()) {
            LoadedContract contract = new LoadedContract(stem, stem, Profile.DEFAULT, file.interactions());
            add(
                    file,
                    contract.withInteractions(contract.interactions().stream()
                            .map(interaction -> verifiable(contract, interaction))
                            .toList()),
                    Map.of());
        }
        if (!file.calls().isEmpty()) {
            RecordedContracts recording =
                    RecordedContracts.of(file.calls(), RecordingOptions.of(stem).storing(false, true, true));
            for (RecordedContracts.Skipped skipped : recording.skipped()) {
                losses.add(new SourceProblem(skipped.call().place(), "", "the call is left out: " + skipped.reason()));
            }
            recording
                    .unreached()
                    .forEach(call -> losses.add(new SourceProblem(
                            call.place(), "", "another interaction of the contract answers this call first")));
            for (RecordedFile recorded : recording.files()) {
                add(file, recorded.contract(), recorded.stubs());
            }
        }
    }

    /** Returns the interaction, excluded from verification if only a mock can answer so, or no request follows from its rules. */
    private static LoadedInteraction verifiable(LoadedContract contract, LoadedInteraction interaction) {
        boolean isOfMock = ContractCheck.check(
                        List.of(contract.withInteractions(List.of(interaction))),
                        (provider, request) -> ProfileReader.find(provider).refusalOf(request))
                .stream()
                .anyMatch(warning -> NOT_VERIFIABLE.contains(warning.id()));
        return isOfMock ? interaction.withVerification(Verification.NEVER) : interaction;
    }

    private void add(ForeignFile file, LoadedContract contract, Map<String, String> stubs) {
        List<LoadedInteraction> kept = new ArrayList<>();
        for (LoadedInteraction interaction : contract.interactions()) {
            Optional<SourceProblem> problem = problemIn(
                    contract.withInteractions(List.of(refersToStub(interaction) ? rulesOf(interaction) : interaction)));
            problem.ifPresent(found -> losses.add(new SourceProblem(
                    interaction.source(),
                    "",
                    "the interaction '" + interaction.name() + "' is left out: " + found.message())));
            if (problem.isEmpty()) {
                kept.add(interaction);
            }
        }
        if (!kept.isEmpty()) {
            String text = ContractWriter.write(contract.withInteractions(kept));
            files.add(new ImportedFile(file.file(), file.format(), unique(contract.name()), text, kept.size(), stubs));
        }
    }

    private static boolean refersToStub(LoadedInteraction interaction) {
        return interaction.turns().stream()
                .flatMap(turn -> turn.responses().stream())
                .anyMatch(response -> response instanceof CannedCompletion completion
                        && completion.recorded() != null
                        && completion.recorded().file() != null);
    }

    /** Returns the interaction with texts as responses, since a stub cannot be read before it is written. */
    private static LoadedInteraction rulesOf(LoadedInteraction interaction) {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : interaction.turns()) {
            turns.add(new Turn(turn.request(), List.of(CannedCompletion.ofText("{}"))));
        }
        return interaction.withTurns(turns);
    }

    /** Returns the first problem that a reader of the contract would report; empty if there is none. */
    private static Optional<SourceProblem> problemIn(LoadedContract contract) {
        try {
            ContractReader.parseTrusted("contract.yaml", ContractWriter.write(contract));
            return Optional.empty();
        } catch (SourceProblemsException e) {
            return Optional.of(e.sourceProblems().get(0));
        } catch (IllegalArgumentException e) {
            return Optional.of(SourceProblem.of(String.valueOf(e.getMessage())));
        }
    }

    private String unique(String name) {
        String slug = FileNames.slug(name);
        String tried = slug;
        for (int n = 2; !names.add(tried); n++) {
            tried = slug + "-" + n;
        }
        return tried;
    }
}
