package dev.cannery.junit.assertj;

import org.assertj.core.error.BasicErrorMessageFactory;

/** The message of a plain assertion, after the description that the user gave to AssertJ. */
final class DescribedFailure extends BasicErrorMessageFactory {
    DescribedFailure(AssertionError plain) {
        super("%s", unquotedString(String.valueOf(plain.getMessage())));
    }
}
