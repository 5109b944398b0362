package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of JUnit run a class with a mock in variants. */
class VariantRunsTest {
    @ParameterizedTest
    @ValueSource(strings = {"5.13.0", "5.13.4", "5.14.0", "5.14.1", "6.0.0", "6.0.1"})
    void aVersionThatRefusesLocksIsNamed(String version) {
        assertThatThrownBy(() -> VariantRuns.requireVersion("@ChatMockVariants on A", version))
                .hasMessage("@ChatMockVariants on A requires JUnit 5.14.2 or 6.0.2; JUnit " + version
                        + " refuses class templates with a resource lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.14.2", "5.14.4", "5.14.10", "6.0.2", "6.0.10", "6.1.0", "7.0.0-M1"})
    void otherVersionsRun(String version) {
        assertThatCode(() -> VariantRuns.requireVersion("", version)).doesNotThrowAnyException();
    }

    @Test
    void anUnknownVersionRuns() {
        assertThatCode(() -> VariantRuns.requireVersion("", null)).doesNotThrowAnyException();
    }
}
