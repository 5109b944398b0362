package dev.cannery.matching.check;

import dev.cannery.chat.Json;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.rule.Constraint;
import dev.cannery.contract.rule.Excerpt;
import dev.cannery.contract.rule.Glob;
import dev.cannery.contract.rule.Literal;
import dev.cannery.contract.rule.TextMatch;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that are allowed as they stand and were most likely typed by mistake. */
final class Slips {
    private static final Pattern QUOTED = Pattern.compile("[“”„«](.+)[“”»]|[‘’‚‹](.+)[‘’›]", Pattern.DOTALL);

    private Slips() {}

    /** What is odd about the capabilities that an interaction needs. */
    static List<String> inNeeds(Collection<String> needs) {
        return needs.stream()
                .flatMap(need -> Interaction.Demands.meantBy(need).stream()
                        .map(usual -> "it needs the capability '" + need + "'. Did you mean '" + usual + "'?"))
                .toList();
    }

    /** What is odd about these texts, which stand in the part of this label. */
    static List<String> inTexts(String label, Collection<String> texts) {
        return texts.stream()
                .filter(text -> QUOTED.matcher(text).matches())
                .map(text -> label + ": the typographic quotes in " + Excerpt.of(Json.treeOf(text))
                        + " are a part of the text. Did you mean plain ones?")
                .toList();
    }

    /** The texts that a constraint compares with. */
    static List<String> textsOf(Constraint constraint) {
        return Stream.concat(ownTexts(constraint), constraint.parts().stream().flatMap(part -> textsOf(part).stream()))
                .toList();
    }

    private static Stream<String> ownTexts(Constraint constraint) {
        if (constraint instanceof Literal literal) {
            return literal.value().isTextual() ? Stream.of(literal.value().textValue()) : Stream.empty();
        }
        if (constraint instanceof TextMatch match) {
            return Stream.of(match.text());
        }
        return constraint instanceof Glob glob ? Stream.of(glob.pattern()) : Stream.empty();
    }
}
