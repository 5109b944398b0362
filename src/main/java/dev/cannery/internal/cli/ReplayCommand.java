package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.matching.NearMiss;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.record.StoredRequests;
import dev.cannery.internal.record.compare.RecordingChanges;
import dev.cannery.internal.record.compare.RequestChanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery replay} command: shows which recorded interaction answers a request, and what has changed since. */
@Command(
        name = "replay",
        description = {
            "Shows which recorded interaction answers a request, and what has changed since it was recorded.",
            "With two folders or files of contracts, compares two recordings of the same interactions."
        },
        footer = {
            "%nExamples:",
            "  cannery replay --diff request.json contracts/recorded",
            "  cannery replay --diff old/recorded contracts/recorded",
            "%nExit codes:",
            "  0  an interaction answers, or both recordings are the same",
            "  1  none answers, or something has changed",
            "  2  usage error"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final Path FOLDER = RecordOptions.FOLDER;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "REQUEST|OLD",
            description = "JSON file of the request, - for standard input; or the older recording.")
    private String first = "-";

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Folders and files of recorded contracts (contracts/recorded); or the newer recording.")
    private List<Path> arguments = List.of();

    @Mixin
    private final EndpointOption endpoint = new EndpointOption();

    @Option(names = "--diff", description = "Print what has changed since the request was recorded, field by field.")
    private boolean isDiff;

    @Override
    public Integer call() {
        Terminal out = Terminal.out(spec.commandLine());
        if (isContract(first)) {
            if (!isDiff || arguments.size() != 1) {
                throw new UserError("to compare two recordings, use 'cannery replay --diff OLD NEW'");
            }
            return recordings(Path.of(first), arguments.get(0), out);
        }
        List<Path> paths = ContractPaths.existing(arguments.isEmpty() ? List.of(FOLDER) : arguments, "as an argument");
        return request(RequestFile.read(first, endpoint), paths, out);
    }

    private static boolean isContract(String name) {
        return Files.isDirectory(Path.of(name)) || name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private int request(ChatRequest request, List<Path> paths, Terminal out) {
        InteractionSet set = InteractionSet.of(
                ContractReader.read(paths.toArray(Path[]::new)), new RuleChecker(new TokenCounter()::forModel));
        Optional<Match> match = set.match(request);
        List<NearMiss> nearest = set.explain(request).nearest();
        out.println(match.map(found -> "'" + found.interaction().name() + "'"
                        + (found.interaction().isConversation() ? ", turn " + (found.index() + 1) : "")
                        + " answers")
                .orElse("no interaction answers"));
        if (isDiff) {
            String name = match.map(Match::interaction)
                    .or(() -> nearest.stream().findFirst().map(NearMiss::interaction))
                    .map(LoadedInteraction::name)
                    .orElse("");
            changes(request, name, paths, out);
        } else if (match.isEmpty()) {
            out.println();
            MissTable.ofAll(nearest).lines().forEach(out::println);
        }
        out.flush();
        return match.isPresent() ? 0 : 1;
    }

    private static void changes(ChatRequest request, String interaction, List<Path> paths, Terminal out) {
        List<StoredRequests.Stored> all = StoredRequests.of(paths);
        if (all.isEmpty()) {
            throw new UserError(
                    "there is no recorded request next to these contracts; they were not recorded by cannery"
                            + " record, or its files '*.request.json' are missing");
        }
        List<StoredRequests.Stored> own = all.stream()
                .filter(stored -> stored.place().interaction().equals(interaction))
                .toList();
        StoredRequests.Stored nearest = (own.isEmpty() ? all : own)
                .stream()
                        .min(Comparator.comparingInt(stored -> RequestChanges.between(stored.request(), request)
                                .size()))
                        .orElseThrow();
        List<RequestChanges.FieldChange> changes = RequestChanges.between(nearest.request(), request);
        out.println(
                changes.isEmpty()
                        ? "nothing has changed since " + nearest.title() + " was recorded"
                        : "changed since " + nearest.title() + " was recorded:");
        print(changes, out);
    }

    private static void print(List<RequestChanges.FieldChange> changes, Terminal out) {
        int width = changes.stream()
                .mapToInt(change -> change.field().length())
                .max()
                .orElse(0);
        for (RequestChanges.FieldChange change : changes) {
            out.println(
                    "    " + change.field() + " ".repeat(width - change.field().length()) + "  " + change.what());
        }
    }

    private static int recordings(Path old, Path now, Terminal out) {
        ContractPaths.existing(List.of(old, now), "as an argument");
        RecordingChanges changes = RecordingChanges.between(old, now);
        for (RecordingChanges.InteractionChange changed : changes.changed()) {
            out.println("'" + changed.interaction() + "'");
            changed.lines().forEach(line -> out.println("    " + line));
        }
        int count = changes.changed().size();
        out.println(count == 0 ? "nothing has changed" : count + " of " + changes.compared() + " interactions differ");
        out.flush();
        return count == 0 ? 0 : 1;
    }
}
