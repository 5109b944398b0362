package dev.cannery.internal.server.chaos;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random faults that are reproducible: the fault of the n-th request depends only on the seed and on n.
 *
 * @param risks the faults and their probabilities
 * @param seed the random seed
 */
public record Chaos(List<Risk> risks, long seed) {
    /** No random faults. */
    public static final Chaos NONE = new Chaos(List.of(), 0);

    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    public Chaos {
        risks = List.copyOf(risks);
        BigDecimal sum = risks.stream().map(Risk::probability).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "the probabilities of chaos must not add up to more than 1, were " + sum);
        }
    }

    /**
     * Parses random faults such as {@code 429=0.05,stall after 3=0.01}.
     *
     * @throws IllegalArgumentException if the text cannot be parsed; the message contains the wrong part
     */
    public static Chaos parse(String text, long seed) {
        List<Risk> risks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("invalid chaos '" + part.strip()
                        + "'. Expected FAULT=PROBABILITY,… such as 429=0.05,reset=0.01");
            }
            String word = part.substring(0, equals).strip();
            risks.add(new Risk(
                    word,
                    InjectedFault.parse(word),
                    probability(part.substring(equals + 1).strip())));
        }
        return new Chaos(risks, seed);
    }

    private static BigDecimal probability(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,18})?|\\.\\d{1,18}")) {
            throw new IllegalArgumentException("expected a probability from 0 to 1, was '" + text + "'");
        }
        return new BigDecimal(text);
    }

    /** Returns the fault of the n-th request; empty if it has none. */
    public Optional<Risk> of(long n) {
        if (risks.isEmpty()) {
            return Optional.empty();
        }
        double chance = new SplittableRandom(seed + n * STRIDE).nextDouble();
        for (Risk risk : risks) {
            chance -= risk.probability().doubleValue();
            if (chance < 0) {
                return Optional.of(risk);
            }
        }
        return Optional.empty();
    }

    /**
     * A fault and its probability.
     *
     * @param word the fault as written
     * @param fault the fault
     * @param probability the probability, from 0 to 1
     */
    public record Risk(String word, InjectedFault fault, BigDecimal probability) {
        public Risk {
            if (probability.signum() < 0 || probability.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("expected a probability from 0 to 1, was '" + probability + "'");
            }
        }
    }
}
