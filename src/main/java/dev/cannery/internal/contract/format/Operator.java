package dev.cannery.internal.contract.format;

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
import dev.cannery.internal.source.SourceValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operator of rules: its name, its operand, the kinds of values it applies to, and its constraint.
 *
 * @param <C> the type of the constraint
 * @param <V> the type of the operand
 * @param making creates the constraint from an operand and whether case is ignored
 * @param operandOf returns the operand of a constraint; null if the constraint belongs to another operator
 * @param doc when it holds, for the reference, after "holds when the value"
 * @param synonyms its names in other tools, in lower case and without underscores
 */
public record Operator<C extends Constraint, V>(
        String word,
        Operand<V> operand,
        Set<JsonKind> judged,
        Class<C> type,
        BiFunction<V, Boolean, C> making,
        Function<C, @Nullable V> operandOf,
        String doc,
        List<String> synonyms) {
    private static final Set<JsonKind> ANYTHING = Set.of(JsonKind.values());
    private static final Set<JsonKind> STRING = Set.of(JsonKind.STRING);
    private static final Set<JsonKind> LIST = Set.of(JsonKind.ARRAY);

    public static final Operator<?, ?> IS = of(
            "is",
            Operand.JSON,
            ANYTHING,
            Literal.class,
            Literal::new,
            Literal::value,
            "equals this literal; needed for objects whose keys look like operators",
            "equals",
            "equalto",
            "eq");
    public static final Operator<?, ?> CONTAINS =
            text("contains", TextMatch.Place.ANYWHERE, "contains this text", "includes", "substring");
    public static final Operator<?, ?> STARTS_WITH =
            text("starts_with", TextMatch.Place.START, "is a text that starts with this", "prefix");
    public static final Operator<?, ?> ENDS_WITH =
            text("ends_with", TextMatch.Place.END, "is a text that ends with this", "suffix");
    public static final Operator<?, ?> MATCHES = letters(
            "matches",
            RegexMatch.class,
            RegexMatch::of,
            RegexMatch::regex,
            "is a text in which this regular expression (RE2) finds a match; templates can use its named groups",
            "match",
            "regex",
            "pattern",
            "regexp");
    public static final Operator<?, ?> GLOB = letters(
            "glob",
            Glob.class,
            Glob::new,
            Glob::pattern,
            "is a text that matches this pattern as a whole; `*` stands for any text, `?` for one character",
            "like",
            "wildcard");
    public static final Operator<?, ?> SIZE = of(
            "size",
            Operand.RANGE,
            Set.of(JsonKind.STRING, JsonKind.ARRAY, JsonKind.OBJECT),
            Size.class,
            Size::new,
            Size::range,
            "has this many elements, members or characters",
            "length",
            "count");
    public static final Operator<?, ?> TOKENS = of(
            "tokens",
            Operand.RANGE,
            Set.of(JsonKind.STRING, JsonKind.ARRAY),
            Tokens.class,
            Tokens::new,
            Tokens::range,
            "is a text, or the messages, with this many tokens by the model's tokenizer");
    public static final Operator<?, ?> KIND = of(
            "kind",
            Operand.KINDS,
            ANYTHING,
            KindIs.class,
            KindIs::new,
            KindIs::kinds,
            "has this JSON type, or one of these",
            "type");
    public static final Operator<?, ?> ANY_OF = of(
            "any_of",
            Operand.rules(shape -> shape, false),
            ANYTHING,
            AnyOf.class,
            AnyOf::new,
            AnyOf::options,
            "satisfies at least one of these rules",
            "in",
            "enum",
            "oneof",
            "or");
    public static final Operator<?, ?> ALL_OF = of(
            "all_of",
            Operand.rules(shape -> shape, false),
            ANYTHING,
            AllOf.class,
            AllOf::new,
            AllOf::parts,
            "satisfies all of these rules",
            "allof",
            "and");
    public static final Operator<?, ?> NOT = of(
            "not",
            Operand.rule(shape -> shape),
            ANYTHING,
            Not.class,
            Not::new,
            Not::constraint,
            "does not satisfy this rule");
    public static final Operator<?, ?> OPTIONAL = of(
            "optional",
            Operand.optionalRule(),
            ANYTHING,
            OptionalValue.class,
            OptionalValue::new,
            OptionalValue::constraint,
            "is missing, null, or satisfies this rule");
    public static final Operator<?, ?> ABSENT = of(
            "absent",
            Operand.truth("present"),
            ANYTHING,
            Absent.class,
            yes -> new Absent(),
            rule -> true,
            "is missing; null is not missing",
            "missing");
    public static final Operator<?, ?> PRESENT = of(
            "present",
            Operand.truth("absent"),
            ANYTHING,
            Present.class,
            yes -> new Present(),
            rule -> true,
            "is present, even if null",
            "exists");
    public static final Operator<?, ?> FIRST =
            element("first", ElementAt.End.FIRST, "is an array whose first element satisfies this rule");
    public static final Operator<?, ?> LAST =
            element("last", ElementAt.End.LAST, "is an array whose last element satisfies this rule");
    public static final Operator<?, ?> SOME =
            elements("some", Quantified.Quantity.SOME, "is an array with an element that satisfies this rule");
    public static final Operator<?, ?> EVERY = elements(
            "every", Quantified.Quantity.EVERY, "is an array whose elements all satisfy this rule", "all", "each");
    public static final Operator<?, ?> NONE =
            elements("none", Quantified.Quantity.NONE, "is an array without an element that satisfies this rule");
    public static final Operator<?, ?> IN_ORDER = of(
            "in_order",
            Operand.rules(FieldShape::element, true),
            LIST,
            InOrder.class,
            InOrder::new,
            InOrder::elements,
            "is an array with elements that satisfy these rules in this order; others may be in between");
    public static final Operator<?, ?> HAS = of(
            "has",
            Operand.rules(FieldShape::element, true),
            LIST,
            HasAll.class,
            HasAll::new,
            HasAll::elements,
            "is an array with an element for each of these rules; there may be others");
    public static final Operator<?, ?> JSON = of(
            "json",
            Operand.rule(shape -> FieldShape.ANY),
            STRING,
            JsonText.class,
            JsonText::new,
            JsonText::constraint,
            "is a text that contains JSON, which satisfies this rule");
    public static final Operator<?, ?> CONFORMS_TO = of(
            "conforms_to",
            Operand.SCHEMA,
            ANYTHING,
            ConformsTo.class,
            ConformsTo::of,
            ConformsTo::schema,
            "conforms to this JSON Schema (draft 2020-12), inline or in a file",
            "schema",
            "jsonschema");

    /** All operators, in the order of the reference. */
    static final List<Operator<?, ?>> ALL = List.of(
            IS,
            CONTAINS,
            STARTS_WITH,
            ENDS_WITH,
            MATCHES,
            GLOB,
            SIZE,
            TOKENS,
            KIND,
            ANY_OF,
            ALL_OF,
            NOT,
            OPTIONAL,
            ABSENT,
            PRESENT,
            FIRST,
            LAST,
            SOME,
            EVERY,
            NONE,
            IN_ORDER,
            HAS,
            JSON,
            CONFORMS_TO);

    private static <C extends Constraint, V> Operator<C, V> of(
            String word,
            Operand<V> operand,
            Set<JsonKind> judged,
            Class<C> type,
            Function<V, C> making,
            Function<C, @Nullable V> operandOf,
            String doc,
            String... synonyms) {
        return new Operator<>(
                word,
                operand,
                judged,
                type,
                (value, ignoresCase) -> making.apply(value),
                operandOf,
                doc,
                List.of(synonyms));
    }

    private static <C extends Constraint> Operator<C, String> letters(
            String word,
            Class<C> type,
            BiFunction<String, Boolean, C> making,
            Function<C, @Nullable String> operandOf,
            String doc,
            String... synonyms) {
        return new Operator<>(word, Operand.TEXT, STRING, type, making, operandOf, doc, List.of(synonyms));
    }

    private static Operator<TextMatch, String> text(
            String word, TextMatch.Place place, String doc, String... synonyms) {
        return letters(
                word,
                TextMatch.class,
                (text, ignoresCase) -> new TextMatch(place, text, ignoresCase),
                rule -> rule.place() == place ? rule.text() : null,
                doc,
                synonyms);
    }

    private static Operator<ElementAt, Constraint> element(
            String word, ElementAt.End end, String doc, String... synonyms) {
        return of(
                word,
                Operand.rule(FieldShape::element),
                LIST,
                ElementAt.class,
                rule -> new ElementAt(end, rule),
                rule -> rule.end() == end ? rule.constraint() : null,
                doc,
                synonyms);
    }

    private static Operator<Quantified, Constraint> elements(
            String word, Quantified.Quantity quantity, String doc, String... synonyms) {
        return of(
                word,
                Operand.rule(FieldShape::element),
                LIST,
                Quantified.class,
                rule -> new Quantified(quantity, rule),
                rule -> rule.quantity() == quantity ? rule.constraint() : null,
                doc,
                synonyms);
    }

    /** Whether a field of this shape can have a value that the operator applies to. */
    boolean judges(FieldShape shape) {
        return judged.stream().anyMatch(shape::allows);
    }

    /** Whether the operator compares letters, so that {@code ignore_case} applies to it. */
    boolean readsLetters() {
        return operand == Operand.TEXT;
    }

    /** Whether another tool's word means this operator. */
    boolean isCalled(String other) {
        return synonyms.contains(Key.plain(other));
    }

    /** Whether the operator's only operand is {@code true}. */
    boolean isWrittenTrue() {
        return type == Absent.class || type == Present.class;
    }

    /** Reads the operator's constraint; empty if the operand was invalid, which was reported. */
    Optional<Constraint> read(SourceValue value, FieldShape shape, boolean ignoresCase, Context context) {
        return value.attempt(
                () -> operand.read(value, shape, context).map(read -> (Constraint) making.apply(read, ignoresCase)));
    }

    /** Returns the operand of a constraint; empty if it belongs to another operator. */
    Optional<JsonNode> write(Constraint constraint, FieldShape shape) {
        V value = type.isInstance(constraint) ? operandOf.apply(type.cast(constraint)) : null;
        return value == null ? Optional.empty() : Optional.of(operand.write(value, shape));
    }

    /** Returns the operator of this name; empty if there is none. */
    static Optional<Operator<?, ?>> ofWord(String word) {
        return ALL.stream().filter(operator -> operator.word.equals(word)).findFirst();
    }

    /** Returns all names, in the order of the reference. */
    static List<String> words() {
        return ALL.stream().map(Operator::word).toList();
    }
}
