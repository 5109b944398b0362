package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contract: one document of a file. */
public final class ContractForm extends MapForm<LoadedContract> {
    public static final ContractForm FORM = new ContractForm();

    /** A file name, optionally with the day whose rules apply. */
    private static final Pattern PROFILE_FILE =
            Pattern.compile("(.*[/\\\\][^@]*|.+\\.(?:ya?ml|json))((?:@.*)?)", Pattern.CASE_INSENSITIVE);

    public final Key<String> contract =
            key("contract", Form.NAME, "The contract's name. By default, the file's name without its extension.");
    public final Key<String> consumer =
            key("consumer", Form.NAME, "The consumer's name. By default, the contract's name.");
    public final Key<String> provider = withDefault(
            "provider",
            Form.NAME.readBy(ContractForm::provider),
            Profile.DEFAULT,
            "The provider profile: a built-in name or a file, optionally followed by `@` and a day.",
            "profile");
    public final Key<SourceNode.Mapping> defaults = key(
            "defaults",
            new Defaults(),
            "Keys of an interaction that apply to every interaction of this file unless it overrides them.");
    public final Key<List<LoadedInteraction>> interactions = required(
            "interactions", new Interactions(), "The interactions, at least one.", "scenarios", "stubs", "mocks");

    private ContractForm() {
        super("contract", "a contract");
    }

    @Override
    Optional<LoadedContract> read(SourceValue value, Context context) {
        if (value.isList()) {
            value.problem("a contract must be a map, was a list. Did you mean '{interactions: […]}'?");
            return Optional.empty();
        }
        int before = value.problems().count();
        Given given = take(value, context, true);
        // also if there are other problems, so that all problems of the file are reported at once
        List<LoadedInteraction> read = given.hasAny(interactions) ? interactions(given, context) : List.of();
        return value.problems().count() > before ? Optional.empty() : Optional.of(contract(given, read));
    }

    @Override
    void complete(Fields fields) {
        if (fields.lacks(interactions.word())) {
            fields.map().problem("a contract needs 'interactions'");
        }
    }

    @Override
    LoadedContract make(Given given) {
        return contract(given, given.get(interactions));
    }

    private LoadedContract contract(Given given, List<LoadedInteraction> read) {
        String named = given.find(contract);
        String name = named == null ? FileNames.stem(given.map().at().file()) : named;
        String relying = given.find(consumer);
        return new LoadedContract(name, relying == null ? name : relying, given.get(provider), read);
    }

    private List<LoadedInteraction> interactions(Given given, Context context) {
        SourceValue list = given.placeOf(interactions);
        Context inside = Context.of(context.files(), given.get(provider));
        SourceNode.Mapping shared = given.find(defaults);
        if (list.isList() && list.items().isEmpty()) {
            list.problem("a contract needs at least one interaction");
        }
        if (shared != null) {
            // first, so that its problems are reported at the defaults and not at the first interaction
            Defaults.review(given.placeOf(defaults), shared, inside);
        }
        InteractionReview review = new InteractionReview();
        List<LoadedInteraction> read = new ArrayList<>();
        Map<String, SourceLocation> names = new HashMap<>();
        for (SourceValue item : list.items()) {
            SourceValue whole = item.with(Defaults.under(item.node(), shared));
            InteractionForm.FORM.read(whole, inside).ifPresent(interaction -> {
                review.review(interaction, whole);
                SourceLocation earlier = names.putIfAbsent(interaction.name(), interaction.source());
                if (earlier != null) {
                    item.problem(
                            interaction.source(),
                            "the name '" + interaction.name() + "' is already used by the interaction in line "
                                    + earlier.line());
                }
                read.add(interaction);
            });
        }
        return read;
    }

    /** Reads a name, or the path of a profile relative to the contract's folder. */
    private static Optional<String> provider(SourceValue value, Context context) {
        Optional<String> name = value.name();
        Matcher file = PROFILE_FILE.matcher(name.orElse(""));
        if (file.matches()) {
            return context.files().profile(file.group(1), value).map(path -> path + file.group(2));
        }
        return name.filter(known -> isProfile(known, value));
    }

    private static boolean isProfile(String name, SourceValue value) {
        if (ProfileReader.builtIn().contains(name)) {
            return true;
        }
        try {
            ProfileReader.find(name);
            return true;
        } catch (SourceProblemsException e) {
            e.sourceProblems().forEach(problem -> value.problem(problem.sentence()));
            return false;
        }
    }

    @Override
    void write(LoadedContract value, Tree tree) {
        tree.put(contract, value.name())
                .put(consumer, value.consumer().equals(value.name()) ? null : value.consumer())
                .put(provider, value.provider())
                .always(interactions, value.interactions());
    }

    /** The interactions, which are read only after the provider and the defaults are known. */
    private static final class Interactions extends Form<List<LoadedInteraction>> {
        private Interactions() {
            super("list of interactions");
        }

        @Override
        Optional<List<LoadedInteraction>> read(SourceValue value, Context context) {
            return Optional.empty();
        }

        @Override
        Optional<String> nesting(String word) {
            return InteractionForm.FORM.words().contains(word) ? Optional.of("[{" + word + ": …}]") : Optional.empty();
        }

        @Override
        JsonNode write(List<LoadedInteraction> interactions) {
            return Json.array()
                    .addAll(interactions.stream()
                            .map(InteractionForm.FORM::write)
                            .toList());
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return Schemas.list(InteractionForm.FORM.ref(schemas), 1);
        }

        @Override
        List<MapForm<?>> maps() {
            return List.of(InteractionForm.FORM);
        }
    }
}
