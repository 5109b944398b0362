package dev.cannery.internal.junit.coverage;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A part of a contract, and the tests that exercised it.
 *
 * @param label what it is called
 * @param tests the tests in the order of their names
 */
record Exercised(String label, List<String> tests) {
    Exercised {
        tests = List.copyOf(new TreeSet<>(tests));
    }

    boolean isUsed() {
        return !tests.isEmpty();
    }

    /** This with those tests of an earlier run that are not outdated. */
    Exercised after(Exercised earlier, Predicate<String> isOutdated) {
        Collection<String> all = new TreeSet<>(tests);
        earlier.tests.stream().filter(isOutdated.negate()).forEach(all::add);
        return new Exercised(label, List.copyOf(all));
    }

    /** An earlier run's, without the tests that are outdated. */
    Exercised without(Predicate<String> isOutdated) {
        return new Exercised(label, List.of()).after(this, isOutdated);
    }
}
