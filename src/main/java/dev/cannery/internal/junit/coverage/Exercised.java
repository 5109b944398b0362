package dev.cannery.internal.junit.coverage;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A part of a contract, and the tests that exercised it.
 *
 * @param label its name
 * @param tests the tests, sorted by name
 */
record Exercised(String label, List<String> tests) {
    Exercised {
        tests = List.copyOf(new TreeSet<>(tests));
    }

    boolean isUsed() {
        return !tests.isEmpty();
    }

    /** Returns this part with the tests of an earlier run added, except outdated ones. */
    Exercised after(Exercised earlier, Predicate<String> isOutdated) {
        Collection<String> all = new TreeSet<>(tests);
        earlier.tests.stream().filter(isOutdated.negate()).forEach(all::add);
        return new Exercised(label, List.copyOf(all));
    }

    /** Returns this part without outdated tests. */
    Exercised without(Predicate<String> isOutdated) {
        return new Exercised(label, List.of()).after(this, isOutdated);
    }
}
