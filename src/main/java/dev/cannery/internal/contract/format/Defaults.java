package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code defaults} of a file, which are merged under each of its interactions. What an interaction defines overrides them
 * rule by rule and key by key.
 */
final class Defaults extends Form<SourceNode.Mapping> {
    private static final InteractionForm INTERACTION = InteractionForm.FORM;
    private static final String REQUEST = INTERACTION.turn.request.word();
    private static final String RESPONSE = INTERACTION.turn.response.word();

    /** The keys of an interaction that can be defaults. */
    private static final List<Key<?>> KEYS = INTERACTION.keys().stream()
            .filter(key -> !List.of(INTERACTION.name, INTERACTION.turns).contains(key))
            .toList();

    Defaults() {
        super("shared keys");
    }

    @Override
    Optional<SourceNode.Mapping> read(SourceValue value, Context context) {
        if (!(value.node() instanceof SourceNode.Mapping mapping)) {
            value.problem("defaults must be a map, was " + value.phrase());
            return Optional.empty();
        }
        List<String> words = KEYS.stream().map(Key::word).toList();
        for (SourceNode.Entry entry : mapping.entries()) {
            if (!words.contains(entry.key())) {
                // reported at the contract, like any other misplaced key
                value.problem(
                        entry.keyAt(),
                        "'" + OneLine.value(entry.key()) + "' cannot be a default." + hint(entry.key(), words));
            }
        }
        return Optional.of(mapping.only(words));
    }

    private static String hint(String key, List<String> words) {
        return INTERACTION
                .written(key)
                .or(() -> Suggestion.nearest(key, words))
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElse(" Expected one of " + String.join(", ", words));
    }

    /** Reports problems of the defaults alone; an interaction merged with them is checked as a whole. */
    static void review(SourceValue defaults, SourceNode.Mapping mapping, Context context) {
        List<String> others = KEYS.stream()
                .map(Key::word)
                .filter(word -> !word.equals(RESPONSE))
                .toList();
        INTERACTION.take(defaults.with(mapping.only(others)), context, false);
        if (mapping.member(RESPONSE) instanceof SourceNode.Mapping response) {
            ResponseForm.FORM.take(defaults.member(RESPONSE, response), context, false);
        }
    }

    /** Returns an interaction with the defaults merged under it. */
    static SourceNode under(SourceNode interaction, SourceNode.@Nullable Mapping defaults) {
        if (defaults == null || !(interaction instanceof SourceNode.Mapping mapping)) {
            return interaction;
        }
        List<SourceNode.Entry> merged = new ArrayList<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            SourceNode under = defaults.member(entry.key());
            merged.add(
                    under == null
                            ? entry
                            : new SourceNode.Entry(
                                    entry.key(), entry.keyAt(), merge(entry.key(), entry.value(), under)));
        }
        for (SourceNode.Entry entry : defaults.entries()) {
            // the responses of a conversation are in its turns
            boolean answersInTurns = entry.key().equals(RESPONSE) && mapping.member(INTERACTION.turns.word()) != null;
            if (mapping.member(entry.key()) == null && !answersInTurns) {
                merged.add(entry);
            }
        }
        return new SourceNode.Mapping(merged, mapping.at());
    }

    private static SourceNode merge(String key, SourceNode own, SourceNode under) {
        if (!(under instanceof SourceNode.Mapping base)) {
            return own;
        }
        if (key.equals(RESPONSE)) {
            return ontoResponse(own, base);
        }
        return key.equals(REQUEST) && own instanceof SourceNode.Mapping mapping ? ontoRequest(mapping, base) : own;
    }

    /** Merges rule by rule, also in maps with a rule per name: a default header is not lost to another header. */
    private static SourceNode.Mapping ontoRequest(SourceNode.Mapping own, SourceNode.Mapping base) {
        List<SourceNode.Entry> merged = new ArrayList<>();
        for (SourceNode.Entry entry : own.entries()) {
            if (RequestForm.isMap(entry.key())
                    && entry.value() instanceof SourceNode.Mapping rules
                    && base.member(entry.key()) instanceof SourceNode.Mapping shared) {
                merged.add(new SourceNode.Entry(entry.key(), entry.keyAt(), onto(rules, shared)));
            } else {
                merged.add(entry);
            }
        }
        return onto(new SourceNode.Mapping(merged, own.at()), base);
    }

    /** Merges under a response. A text alone is its content, and each of successive responses takes the defaults. */
    private static SourceNode ontoResponse(SourceNode own, SourceNode.Mapping base) {
        if (own instanceof SourceNode.Sequence answers) {
            return new SourceNode.Sequence(
                    answers.items().stream()
                            .map(answer -> ontoResponse(answer, base))
                            .toList(),
                    answers.at());
        }
        if (own instanceof SourceNode.Scalar text && text.value().isTextual()) {
            SourceNode.Entry content = new SourceNode.Entry(ChoiceForm.FORM.content.word(), text.at(), text);
            return onto(new SourceNode.Mapping(List.of(content), text.at()), base);
        }
        return own instanceof SourceNode.Mapping mapping ? onto(mapping, base) : own;
    }

    private static SourceNode.Mapping onto(SourceNode.Mapping own, SourceNode.Mapping base) {
        List<SourceNode.Entry> merged = new ArrayList<>(own.entries());
        base.entries().stream().filter(entry -> own.member(entry.key()) == null).forEach(merged::add);
        return new SourceNode.Mapping(merged, own.at());
    }

    @Override
    JsonNode write(SourceNode.Mapping defaults) {
        return defaults.toJson();
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return schemas.map(KEYS);
    }
}
