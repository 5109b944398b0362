package dev.cannery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final String CASE = "cannery serve --seed 1 contracts";

    private final Catalogue catalogue = Catalogue.of("usage-errors");

    @BeforeEach
    void skipWhileFilesAreWritten() {
        assumeFalse(GoldenFile.isUpdated(), "golden files are written now");
    }

    @Test
    void itHoldsTheWordsOfEachCase() {
        assertThatCode(() -> catalogue.assertHolds(CASE, "cannery: --seed goes with --chaos\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void otherWordsAndUnknownCasesFailAndNameTheSwitch() {
        for (String title : List.of(CASE, "cannery dance")) {
            assertThatThrownBy(() -> catalogue.assertHolds(title, "cannery: hello"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("usage-errors.txt: " + title)
                    .hasMessageContaining("-Dgolden.update=true");
        }
    }

    @Test
    void aCaseThatNobodyReportsAnyMoreFails() {
        assertThatThrownBy(() -> catalogue.assertCases(List.of(CASE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannery serve --port many contracts");
    }
}
