package dev.cannery.internal.contract.reader;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.InvalidFilesException;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.Problems;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one contract file. */
final class DocumentReader {
    /** The keys of an interaction that a file may say once for all of them. */
    static final List<String> DEFAULTABLE = InteractionReader.KEYS.stream()
            .map(Key::word)
            .filter(word -> !word.equals("name") && !word.equals("turns"))
            .toList();

    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "contract",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.name = Values.nonEmptyText(value, scope)),
            new Key<>(
                    "consumer",
                    ValueForm.NAME,
                    (draft, value, scope) -> draft.consumer = Values.nonEmptyText(value, scope)),
            new Key<>("provider", ValueForm.NAME, (draft, value, scope) -> draft.provider = provider(value, scope)),
            new Key<>("defaults", ValueForm.DEFAULTS, (draft, value, scope) -> draft.defaults = defaults(value, scope)),
            new Key<>("interactions", ValueForm.INTERACTIONS, (draft, value, scope) -> draft.interactions = value));

    /** A file's name, and maybe the day as of which it judges. */
    private static final Pattern PROFILE_FILE =
            Pattern.compile("(.*[/\\\\][^@]*|.+\\.(?:ya?ml|json))((?:@.*)?)", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final ReferencedFileReader files;
    private final Problems problems;
    private final RuleReader rules = new RuleReader();

    DocumentReader(String file, ReferencedFileReader files, Problems problems) {
        this.file = file;
        this.files = files;
        this.problems = problems;
    }

    List<LoadedContract> read(String text) {
        int complaints = problems.count();
        List<SourceNode> documents = new SourceParser(file, problems).parse(text);
        if (problems.count() > complaints) {
            // first it must be YAML, what follows from a fault would only mislead
            return List.of();
        }
        if (documents.isEmpty()) {
            problems.add(new SourceLocation(file, 1, 1), "", "the file is empty, a contract needs 'interactions'");
        }
        List<LoadedContract> contracts = new ArrayList<>();
        for (SourceNode document : documents) {
            contract(document).ifPresent(contracts::add);
        }
        return contracts;
    }

    private Optional<LoadedContract> contract(SourceNode document) {
        Scope scope = new Scope(problems, "", files, new ProviderErrors(Profile.DEFAULT));
        if (document instanceof SourceNode.Sequence) {
            scope.complain(document, "a contract must be a map, was a list. Did you mean '{interactions: […]}'?");
            return Optional.empty();
        }
        int complaints = problems.count();
        Draft draft = new Draft();
        Key.readAll("a contract", KEYS, document, scope, draft);
        if (draft.interactions == null) {
            if (document instanceof SourceNode.Mapping mapping && !Key.isIn(mapping, "interactions", KEYS)) {
                scope.complain(document, "a contract needs 'interactions'");
            }
            return Optional.empty();
        }
        String provider = draft.provider == null ? Profile.DEFAULT : draft.provider;
        List<LoadedInteraction> interactions = interactions(
                draft, draft.interactions, scope.member("interactions").of(provider));
        if (problems.count() > complaints) {
            return Optional.empty();
        }
        String name = draft.name == null ? FileNames.stem(file) : draft.name;
        return Optional.of(
                new LoadedContract(name, draft.consumer == null ? name : draft.consumer, provider, interactions));
    }

    private List<LoadedInteraction> interactions(Draft draft, SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Sequence sequence && sequence.items().isEmpty()) {
            scope.complain(node, "a contract needs at least one interaction");
        }
        if (draft.defaults != null) {
            // first, so that what is wrong in them is told of them and not of the first interaction
            InteractionReader.judgeDefaults(
                    draft.defaults, rules, new Scope(problems, "defaults", files, scope.errors()));
        }
        InteractionReader reader = new InteractionReader(rules, draft.defaults);
        List<LoadedInteraction> interactions = new ArrayList<>();
        Map<String, SourceLocation> names = new HashMap<>();
        Values.forEach(
                node,
                scope,
                (item, itemScope) -> reader.read(item, itemScope).ifPresent(interaction -> {
                    SourceLocation earlier = names.putIfAbsent(interaction.name(), interaction.source());
                    if (earlier != null) {
                        itemScope.complain(
                                interaction.source(),
                                "the name '" + interaction.name() + "' is taken by the interaction in line "
                                        + earlier.line());
                    }
                    interactions.add(interaction);
                }));
        return interactions;
    }

    /** A name, or the path of a profile's file, which leads from the contract's folder. */
    private static @Nullable String provider(SourceNode value, Scope scope) {
        String name = Values.nonEmptyText(value, scope);
        Matcher file = name == null ? null : PROFILE_FILE.matcher(name);
        if (name == null || file == null || !file.matches()) {
            return name == null || isProfile(name, value, scope) ? name : null;
        }
        return scope.files()
                .profile(file.group(1), value, scope)
                .map(path -> path + file.group(2))
                .orElse(null);
    }

    private static boolean isProfile(String name, SourceNode value, Scope scope) {
        if (ProfileReader.builtIn().contains(name)) {
            return true;
        }
        try {
            ProfileReader.find(name);
            return true;
        } catch (InvalidFilesException e) {
            e.problems().forEach(problem -> scope.complain(value, problem.sentence()));
            return false;
        }
    }

    private static SourceNode.@Nullable Mapping defaults(SourceNode value, Scope scope) {
        if (!(value instanceof SourceNode.Mapping mapping)) {
            scope.complain(value, "defaults must be a map, was " + value.phrase());
            return null;
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            if (!DEFAULTABLE.contains(entry.key())) {
                scope.complain(
                        entry.keyAt(), "'" + OneLine.value(entry.key()) + "' cannot be a default." + hint(entry.key()));
            }
        }
        return mapping.only(DEFAULTABLE);
    }

    private static String hint(String key) {
        return Elsewhere.written(key, DEFAULTABLE)
                .or(() -> Suggestion.nearest(key, DEFAULTABLE))
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElse(" Known are " + String.join(", ", DEFAULTABLE));
    }

    private static final class Draft {
        private @Nullable String name;
        private @Nullable String consumer;
        private @Nullable String provider;
        private SourceNode.@Nullable Mapping defaults;
        private @Nullable SourceNode interactions;
    }
}
