package dev.cannery.internal.matching.index;

import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A necessary condition for a rule: a request must have at least one of these clues. A rule that can hold without any clue, such
 * as a range or a negation, has no guard.
 *
 * @param clues the clues, at least one
 */
record Guard(List<Clue> clues) {
    private static final Pattern WILD = Pattern.compile("[*?]+");
    private static final Comparator<Guard> BY_STRENGTH = Comparator.comparingInt(
                    (Guard guard) -> -guard.clues().size())
            .thenComparingInt(guard ->
                    guard.clues().stream().mapToInt(Clue::strength).min().orElse(0));

    Guard {
        clues = List.copyOf(clues);
    }

    static Optional<Guard> of(FieldRule rule) {
        return of(rule.constraint(), new Place(rule.part(), List.of()));
    }

    private static Optional<Guard> of(Constraint constraint, Place at) {
        if (constraint instanceof Exemplified exemplified) {
            return of(exemplified.constraint(), at);
        }
        if (constraint instanceof Literal literal) {
            return Clue.Whole.of(literal.value()).map(key -> new Guard(List.of(new Clue(at, key))));
        }
        if (constraint instanceof TextMatch match) {
            return ofFragments(List.of(match.text()), at);
        }
        if (constraint instanceof Glob glob) {
            return strongest(WILD.splitAsStream(glob.pattern()).map(piece -> ofFragments(List.of(piece), at)));
        }
        if (constraint instanceof RegexMatch regex) {
            return ofFragments(RequiredText.of(regex.regex(), regex.ignoresCase()), at);
        }
        return ofNested(constraint, at);
    }

    /** Returns a guard from the parts of a constraint; empty if it can hold for a value without clues. */
    private static Optional<Guard> ofNested(Constraint constraint, Place at) {
        if (constraint instanceof AllOf all) {
            return strongest(all.parts().stream().map(part -> of(part, at)));
        }
        if (constraint instanceof AnyOf any) {
            return union(any.options().stream().map(option -> of(option, at)).toList());
        }
        if (constraint instanceof Members fields) {
            return strongest(fields.members().entrySet().stream()
                    .map(member -> of(member.getValue(), at.then(new Place.Member(member.getKey())))));
        }
        if (constraint instanceof ElementAt end) {
            return of(end.constraint(), at.then(new Place.Element(end.end() == ElementAt.End.FIRST ? 0 : -1)));
        }
        if (constraint instanceof Elements list) {
            return strongest(IntStream.range(0, list.elements().size())
                    .mapToObj(i -> of(list.elements().get(i), at.then(new Place.Element(i)))));
        }
        if (constraint instanceof Quantified quantified && quantified.quantity() == Quantified.Quantity.SOME) {
            return of(quantified.constraint(), at.then(new Place.AnyElement()));
        }
        if (constraint instanceof HasAll has) {
            return ofSomeElement(has.elements(), at);
        }
        return constraint instanceof InOrder order ? ofSomeElement(order.elements(), at) : Optional.empty();
    }

    private static Optional<Guard> ofSomeElement(List<Constraint> elements, Place at) {
        return strongest(elements.stream().map(element -> of(element, at.then(new Place.AnyElement()))));
    }

    private static Optional<Guard> ofFragments(Collection<String> texts, Place at) {
        List<String> fragments = texts.stream().map(CaseFolding::fragmentOf).toList();
        return fragments.isEmpty() || fragments.contains("")
                ? Optional.empty()
                : Optional.of(new Guard(fragments.stream()
                        .map(text -> new Clue(at, new Clue.Fragment(text)))
                        .toList()));
    }

    private static Optional<Guard> strongest(Stream<Optional<Guard>> guards) {
        return guards.flatMap(Optional::stream).max(BY_STRENGTH);
    }

    private static Optional<Guard> union(List<Optional<Guard>> guards) {
        List<Clue> clues = new ArrayList<>();
        for (Optional<Guard> guard : guards) {
            if (guard.isEmpty()) {
                return guard;
            }
            clues.addAll(guard.get().clues());
        }
        return Optional.of(new Guard(clues.stream().distinct().toList()));
    }
}
