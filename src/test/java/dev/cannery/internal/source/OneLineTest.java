package dev.cannery.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "##[error]x",
                "a ##[group]b",
                "x##vso[task.setvariable variable=a]b",
                "##teamcity[buildStop]",
                "::error::x",
                "  ::set-env name=a::b",
                "a\n::stop-commands::b",
                "a\r::error::b",
                "\u001b[2J",
                "\u009b2J",
                "a\u2028::b"
            })
    void nothingPrintedCommandsARunnerOrATerminal(String text) {
        assertThat(OneLine.printed(text).lines())
                .allSatisfy(line -> assertThat(line)
                        .doesNotContainPattern("##\\w*\\[")
                        .doesNotContainPattern("^\\s*::")
                        .matches(visible -> visible.chars().noneMatch(Character::isISOControl)));
        assertThat(OneLine.of(text)).doesNotContainPattern("##\\w*\\[").doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void otherTextIsPrintedAsItIs() {
        String text = "  FAIL  a::b  ## x [1]  naïve 天気 👩‍💻\n\n  ok\n";

        assertThat(OneLine.printed(text)).isEqualTo(text);
    }
}
