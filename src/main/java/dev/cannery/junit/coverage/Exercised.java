package dev.cannery.junit.coverage;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

    /** This with the tests of an earlier run, but for those whose class has run again. */
    Exercised after(Exercised earlier, Set<String> ranAgain) {
        Collection<String> all = new TreeSet<>(tests);
        earlier.tests.stream().filter(test -> !ranAgain.contains(classOf(test))).forEach(all::add);
        return new Exercised(label, List.copyOf(all));
    }

    /** An earlier run's, without the tests whose class has run again. */
    Exercised without(Set<String> ranAgain) {
        return new Exercised(label, List.of()).after(this, ranAgain);
    }

    static String classOf(String test) {
        int end = test.indexOf('#');
        return end < 0 ? test : test.substring(0, end);
    }
}
