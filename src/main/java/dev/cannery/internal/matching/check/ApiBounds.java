package dev.cannery.internal.matching.check;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the range of a rule with the provider's limits for the field: a range that includes all valid numbers checks nothing,
 * and one outside the limits never holds. The limits are found by asking how the provider refuses numbers next to the ends of the
 * range.
 */
final class ApiBounds {
    private static final String ABOVE = "_above_max_value";
    private static final String BELOW = "_below_min_value";
    private static final BigDecimal STEP = new BigDecimal("0.0001");

    private final Turn turn;
    private final Function<ChatRequest, Optional<ApiError>> provider;

    /** Creates the comparison for this turn, given how a provider refuses requests. */
    ApiBounds(Turn turn, Function<ChatRequest, Optional<ApiError>> provider) {
        this.turn = turn;
        this.provider = provider;
    }

    /** Returns how the provider refuses every number of the range; empty when it accepts one of them, or has no limits. */
    Optional<String> refusalOfAll(FieldRule rule) {
        return rangeOf(rule)
                .flatMap(range -> Stream.of(refusal(rule, range.from(), ABOVE), refusal(rule, range.to(), BELOW))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Returns how the provider refuses the numbers outside the range; empty when it accepts one of them, or has no limits. */
    Optional<String> refusalOfOthers(FieldRule rule) {
        return rangeOf(rule).flatMap(range -> {
            Optional<String> above = next(rule, range.to(), range.excludesTo(), true);
            Optional<String> below = next(rule, range.from(), range.excludesFrom(), false);
            boolean holdsAll = (range.to() == null || above.isPresent()) && (range.from() == null || below.isPresent());
            return holdsAll ? above.or(() -> below) : Optional.empty();
        });
    }

    private static Optional<NumberRange> rangeOf(FieldRule rule) {
        Constraint constraint =
                rule.constraint() instanceof OptionalValue optional ? optional.constraint() : rule.constraint();
        boolean isTopLevel = rule.part() instanceof RequestPart.BodyField field
                && field.label().equals(field.field());
        return isTopLevel && constraint instanceof NumberRange range ? Optional.of(range) : Optional.empty();
    }

    /** Returns the refusal of the number just outside an end: the next fraction, or the next whole number for integer fields. */
    private Optional<String> next(FieldRule rule, @Nullable BigDecimal end, boolean isExcluded, boolean isAbove) {
        if (end == null) {
            return Optional.empty();
        }
        BigDecimal whole = isAbove
                ? end.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                : end.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
        List<BigDecimal> outside =
                isExcluded ? List.of(end) : List.of(isAbove ? end.add(STEP) : end.subtract(STEP), whole);
        String side = isAbove ? ABOVE : BELOW;
        for (BigDecimal number : outside) {
            Optional<ApiError> error = errorOf(rule, number);
            if (error.isEmpty()) {
                return Optional.empty();
            }
            if (isOf(error.get(), rule, side)) {
                return error.map(ApiError::message);
            }
        }
        return Optional.empty();
    }

    private Optional<String> refusal(FieldRule rule, @Nullable BigDecimal number, String side) {
        return number == null
                ? Optional.empty()
                : errorOf(rule, number).filter(error -> isOf(error, rule, side)).map(ApiError::message);
    }

    private static boolean isOf(ApiError error, FieldRule rule, String side) {
        return rule.part().field().equals(error.param())
                && String.valueOf(error.code()).endsWith(side);
    }

    private Optional<ApiError> errorOf(FieldRule rule, BigDecimal number) {
        ObjectNode body = ExampleRequest.of(turn).body();
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            body.set(rule.part().field(), DecimalNode.valueOf(plain));
        } else {
            body.put(rule.part().field(), plain.toBigInteger());
        }
        return provider.apply(ChatRequest.of("/v1/chat/completions", Map.of(), body));
    }
}
