package dev.cannery.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions of JUnit can run a class in several dialects. */
class ClassTemplatesTest {
    @ParameterizedTest
    @CsvSource({
        "5.11.4, false",
        "5.13.4, false",
        "5.14.3, false",
        "5.14.4, true",
        "5.15.0, true",
        "6.0.0, false",
        "6.0.1, false",
        "6.1.0, true",
        "6.1.3, true",
        "7.0.0, true",
        "6.2.0-M1, false",
        ", false"
    })
    void aTemplateWithAResourceLockNeedsANewJUnit(String version, boolean isSupported) {
        assertThat(ClassTemplates.isSupported(version)).isEqualTo(isSupported);
    }
}
