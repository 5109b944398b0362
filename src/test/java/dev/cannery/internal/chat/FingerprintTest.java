package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.wire.Json;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void similarTreesHaveDifferentFingerprints() throws Exception {
        String[] trees = {
            "{}",
            "[]",
            "null",
            "''",
            "0",
            "'0'",
            "[[]]",
            "[{}]",
            "['a','b']",
            "['ab','']",
            "['a',['b']]",
            "{'a':'b'}",
            "{'a':{},'b':1}",
            "{'a':{'b':1}}",
            "'null'",
            "true",
            "'true'",
            "'abcd'",
            "'abce'",
            "'abcde'",
            "'\u0161'"
        };
        Set<Long> numbers = new HashSet<>();
        for (String tree : trees) {
            numbers.add(
                    new Fingerprint(0).add(Json.parse(tree.replace('\'', '"'))).value());
        }

        assertThat(numbers).hasSize(trees.length);
    }

    @Test
    void manyTextsHaveDifferentFingerprints() {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            numbers.add(new Fingerprint(0).add("request " + i).value());
        }

        assertThat(numbers).hasSize(100_000);
    }
}
