package dev.cannery.internal.contract.reader;

import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays the {@code defaults} of a file under an interaction: what the interaction writes stands, rule by rule and key by
 * key; what it leaves out comes from the defaults.
 */
final class Defaults {
    private Defaults() {}

    static SourceNode under(SourceNode interaction, SourceNode.Mapping defaults) {
        if (!(interaction instanceof SourceNode.Mapping mapping)) {
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
            // a conversation answers in its turns
            boolean answersInTurns = entry.key().equals("response") && mapping.member("turns") != null;
            if (mapping.member(entry.key()) == null && !answersInTurns) {
                merged.add(entry);
            }
        }
        return new SourceNode.Mapping(merged, mapping.at());
    }

    private static SourceNode merge(String key, SourceNode own, SourceNode under) {
        if (!(under instanceof SourceNode.Mapping base) || !isMergeable(key)) {
            return own;
        }
        if (key.equals("response")) {
            return ontoResponse(own, base);
        }
        return own instanceof SourceNode.Mapping mapping ? ontoRequest(mapping, base) : own;
    }

    /** Rule by rule, also in the maps that hold a rule for each name: a default header is not lost to another header. */
    private static SourceNode.Mapping ontoRequest(SourceNode.Mapping own, SourceNode.Mapping base) {
        List<SourceNode.Entry> merged = new ArrayList<>();
        for (SourceNode.Entry entry : own.entries()) {
            if (RequestReader.MAPS.contains(entry.key())
                    && entry.value() instanceof SourceNode.Mapping rules
                    && base.member(entry.key()) instanceof SourceNode.Mapping shared) {
                merged.add(new SourceNode.Entry(entry.key(), entry.keyAt(), onto(rules, shared)));
            } else {
                merged.add(entry);
            }
        }
        return onto(new SourceNode.Mapping(merged, own.at()), base);
    }

    private static boolean isMergeable(String key) {
        return key.equals("request") || key.equals("response");
    }

    /** A bare text is its {@code content}, and each of successive answers takes the defaults. */
    private static SourceNode ontoResponse(SourceNode own, SourceNode.Mapping base) {
        if (own instanceof SourceNode.Sequence answers) {
            return new SourceNode.Sequence(
                    answers.items().stream()
                            .map(answer -> ontoResponse(answer, base))
                            .toList(),
                    answers.at());
        }
        return asMap(own).map(map -> (SourceNode) onto(map, base)).orElse(own);
    }

    private static Optional<SourceNode.Mapping> asMap(SourceNode answer) {
        if (answer instanceof SourceNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (answer instanceof SourceNode.Scalar text && text.value().isTextual()) {
            return Optional.of(
                    new SourceNode.Mapping(List.of(new SourceNode.Entry("content", text.at(), text)), text.at()));
        }
        return Optional.empty();
    }

    private static SourceNode.Mapping onto(SourceNode.Mapping own, SourceNode.Mapping base) {
        List<SourceNode.Entry> merged = new ArrayList<>(own.entries());
        base.entries().stream().filter(entry -> own.member(entry.key()) == null).forEach(merged::add);
        return new SourceNode.Mapping(merged, own.at());
    }
}
