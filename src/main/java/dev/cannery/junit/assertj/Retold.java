package dev.cannery.junit.assertj;

import org.assertj.core.error.BasicErrorMessageFactory;

/** What a plain assertion said, behind the description that AssertJ's user gave. */
final class Retold extends BasicErrorMessageFactory {
    Retold(AssertionError plain) {
        super("%s", unquotedString(String.valueOf(plain.getMessage())));
    }
}
