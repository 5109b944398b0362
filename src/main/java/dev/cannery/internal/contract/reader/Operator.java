package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.ConformsTo;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The operators of a rule, each in one place: its word, the kinds of values that it can judge, what its operand looks
 * like, and how it is read. An operand at fault throws {@link IllegalArgumentException} with the reason, or complains by
 * itself and gives nothing.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets and the functions of the table never change
enum Operator {
    IS(
            "is",
            Operand.ANYTHING,
            Judges.ANYTHING,
            use -> Optional.of(new Literal(use.operand().toJson()))),
    CONTAINS("contains", Operand.TEXT, Judges.TEXT, use -> use.text(text -> anywhere(use, text))),
    STARTS_WITH("starts_with", Operand.TEXT, Judges.TEXT, use -> use.text(text -> start(use, text))),
    ENDS_WITH("ends_with", Operand.TEXT, Judges.TEXT, use -> use.text(text -> end(use, text))),
    MATCHES("matches", Operand.TEXT, Judges.TEXT, use -> use.text(text -> RegexMatch.of(text, use.ignoresCase()))),
    GLOB("glob", Operand.TEXT, Judges.TEXT, use -> use.text(text -> new Glob(text, use.ignoresCase()))),
    SIZE("size", Operand.RANGE, Judges.SIZED, use -> use.range().map(Size::new)),
    TOKENS("tokens", Operand.RANGE, Judges.TEXT_OR_LIST, use -> use.range().map(Tokens::new)),
    KIND("kind", Operand.KINDS, Judges.ANYTHING, use -> use.kinds().map(KindIs::new)),
    ANY_OF(
            "any_of",
            Operand.RULES,
            Judges.ANYTHING,
            use -> use.rules(use.shape()).map(AnyOf::new)),
    ALL_OF(
            "all_of",
            Operand.RULES,
            Judges.ANYTHING,
            use -> use.rules(use.shape()).map(AllOf::new)),
    NOT("not", Operand.RULE, Judges.ANYTHING, use -> use.rule(use.shape()).map(Not::new)),
    OPTIONAL(
            "optional", Operand.RULE, Judges.ANYTHING, use -> use.optionalRule().map(OptionalValue::new)),
    ABSENT("absent", Operand.TRUE, Judges.ANYTHING, use -> use.onlyTrue("present", new Absent())),
    PRESENT("present", Operand.TRUE, Judges.ANYTHING, use -> use.onlyTrue("absent", new Present())),
    FIRST(
            "first",
            Operand.ELEMENT_RULE,
            Judges.LIST,
            use -> use.element(rule -> new ElementAt(ElementAt.End.FIRST, rule))),
    LAST(
            "last",
            Operand.ELEMENT_RULE,
            Judges.LIST,
            use -> use.element(rule -> new ElementAt(ElementAt.End.LAST, rule))),
    SOME("some", Operand.ELEMENT_RULE, Judges.LIST, use -> use.element(quantified(Quantified.Quantity.SOME))),
    EVERY("every", Operand.ELEMENT_RULE, Judges.LIST, use -> use.element(quantified(Quantified.Quantity.EVERY))),
    NONE("none", Operand.ELEMENT_RULE, Judges.LIST, use -> use.element(quantified(Quantified.Quantity.NONE))),
    IN_ORDER(
            "in_order",
            Operand.ELEMENT_RULES,
            Judges.LIST,
            use -> use.elements().map(InOrder::new)),
    HAS("has", Operand.ELEMENT_RULES, Judges.LIST, use -> use.elements().map(HasAll::new)),
    JSON("json", Operand.JSON_RULE, Judges.TEXT, use -> use.rule(FieldShape.ANY).map(JsonText::new)),
    CONFORMS_TO(
            "conforms_to", Operand.SCHEMA, Judges.ANYTHING, use -> use.schema().map(ConformsTo::of));

    /** What an operator's operand looks like; the schema of contract files is made from it. */
    enum Operand {
        ANYTHING,
        TEXT,
        TRUE,
        RANGE,
        KINDS,
        /** A rule on the value that the operator judges. */
        RULE,
        /** A list of such rules. */
        RULES,
        /** A rule on an element of the array that the operator judges. */
        ELEMENT_RULE,
        /** One such rule or a list of them. */
        ELEMENT_RULES,
        /** A rule on any JSON. */
        JSON_RULE,
        SCHEMA
    }

    /** Sets of kinds that operators judge. */
    private static final class Judges {
        static final Set<JsonKind> ANYTHING = Set.of(JsonKind.values());
        static final Set<JsonKind> TEXT = Set.of(JsonKind.STRING);
        static final Set<JsonKind> LIST = Set.of(JsonKind.ARRAY);
        static final Set<JsonKind> TEXT_OR_LIST = Set.of(JsonKind.STRING, JsonKind.ARRAY);
        static final Set<JsonKind> SIZED = Set.of(JsonKind.STRING, JsonKind.ARRAY, JsonKind.OBJECT);
    }

    private final String word;
    private final Operand operand;
    private final Set<JsonKind> judged;
    private final Function<OperatorUse, Optional<? extends Constraint>> reading;

    Operator(
            String word,
            Operand operand,
            Set<JsonKind> judged,
            Function<OperatorUse, Optional<? extends Constraint>> reading) {
        this.word = word;
        this.operand = operand;
        this.judged = judged;
        this.reading = reading;
    }

    /** The operator as it is written. */
    String word() {
        return word;
    }

    /** What the operand looks like. */
    Operand operand() {
        return operand;
    }

    /** Whether a field of this shape can hold a value that the operator judges. */
    boolean judges(FieldShape shape) {
        return judged.stream().anyMatch(shape::allows);
    }

    /** Whether the operator looks at letters, so that {@code ignore_case} means something to it. */
    boolean readsLetters() {
        return operand == Operand.TEXT;
    }

    /** The constraint that this use of the operator means; empty when its operand was complained of. */
    Optional<Constraint> read(OperatorUse use) {
        return reading.apply(use).map(Function.identity());
    }

    /** The operator of this word, or empty when there is none. */
    static Optional<Operator> ofWord(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word.equals(word))
                .findFirst();
    }

    /** All words in the order of the reference. */
    static List<String> words() {
        return Arrays.stream(values()).map(Operator::word).toList();
    }

    private static Constraint anywhere(OperatorUse use, String text) {
        return new TextMatch(TextMatch.Place.ANYWHERE, text, use.ignoresCase());
    }

    private static Constraint start(OperatorUse use, String text) {
        return new TextMatch(TextMatch.Place.START, text, use.ignoresCase());
    }

    private static Constraint end(OperatorUse use, String text) {
        return new TextMatch(TextMatch.Place.END, text, use.ignoresCase());
    }

    private static Function<Constraint, Constraint> quantified(Quantified.Quantity quantity) {
        return rule -> new Quantified(quantity, rule);
    }

    /** The literal that a scalar means where no operator is written. */
    static Constraint literal(JsonNode value) {
        return new Literal(value);
    }
}
