package dev.cannery.internal.matching.check;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds texts that are valid but most likely typing errors. */
final class LikelyMistakes {
    private static final Pattern QUOTED = Pattern.compile("[“”„«](.+)[“”»]|[‘’‚‹](.+)[‘’›]", Pattern.DOTALL);

    private static final int LONGEST_NOTATION = 200;

    /** Notations of patterns and operators that are taken literally here, and what was meant. */
    private static final List<Notation> NOTATIONS = List.of(
            Notation.of("\\*|any|anything", "'{present: true}'"),
            Notation.of("absent|present", "'{$0: true}'"),
            Notation.of("/([^/]+)/[gimsuy]*", "'{matches: \"$1\"}'"),
            Notation.of("\\(\\?i\\).+|\\^\\S.*|\\.[*+].+|.+\\.[*+]", "'{matches: \"$0\"}'"),
            Notation.of("(contains|starts_with|ends_with|matches|glob)(?:: ?|\\()(.+?)\\)?", "'{$1: $2}'"),
            Notation.of("(?:regex|regexp)(?:: ?|\\()(.+?)\\)?", "'{matches: \"$1\"}'"),
            Notation.of("~(\\w\\S*)", "'{contains: $1}'"),
            Notation.of("\\*[^*\\s][^*]*\\*?|[^*]*[^*\\s]\\*", "'{glob: \"$0\"}'"));

    private LikelyMistakes() {}

    /** Returns warnings about the required capabilities of an interaction. */
    static List<String> inNeeds(Collection<String> needs) {
        return needs.stream()
                .flatMap(need -> LoadedInteraction.Prerequisites.meantBy(need).stream()
                        .map(usual -> "it needs the capability '" + need + "'. Did you mean '" + usual + "'?"))
                .toList();
    }

    /** Returns warnings about these texts of the part with this label. */
    static List<String> inTexts(String label, Collection<String> texts) {
        return texts.stream()
                .filter(text -> QUOTED.matcher(text).matches())
                .map(text -> label + ": the typographic quotes in " + Excerpt.of(Json.treeOf(text))
                        + " are part of the text. Did you mean straight quotes?")
                .toList();
    }

    /** Returns warnings about a rule on a literal text of the part with this label. */
    static List<String> inNotation(String label, Constraint constraint) {
        return Stream.concat(
                        literals(constraint)
                                .flatMap(text -> meant(text).stream()
                                        .map(meant -> label + ": only the text " + Excerpt.of(Json.treeOf(text))
                                                + " itself matches. Did you mean " + meant + "?")),
                        starred(constraint)
                                .map(name -> label + ": no tool is called '" + name + "'. Did you mean 'has'?"))
                .toList();
    }

    private static Optional<String> meant(String text) {
        return text.length() > LONGEST_NOTATION
                ? Optional.empty()
                : NOTATIONS.stream()
                        .map(notation -> notation.meaning(text))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Stream<String> literals(Constraint constraint) {
        boolean isText =
                constraint instanceof Literal literal && literal.value().isTextual();
        return Stream.concat(
                isText ? ownTexts(constraint) : Stream.empty(),
                constraint.parts().stream().flatMap(LikelyMistakes::literals));
    }

    private static Stream<String> starred(Constraint constraint) {
        Stream<String> own = constraint instanceof ToolNames tools ? tools.names().stream() : Stream.empty();
        return Stream.concat(
                own.filter(name -> name.contains("*")),
                constraint.parts().stream().flatMap(LikelyMistakes::starred));
    }

    /** Returns the texts that a constraint compares with. */
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

    private record Notation(Pattern form, String meant) {
        static Notation of(String form, String meant) {
            return new Notation(Pattern.compile("^(?:" + form + ")$"), meant);
        }

        Optional<String> meaning(String text) {
            Matcher matcher = form.matcher(text);
            return matcher.matches() ? Optional.of(matcher.replaceFirst(meant)) : Optional.empty();
        }
    }
}
