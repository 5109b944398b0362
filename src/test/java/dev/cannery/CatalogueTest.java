package dev.cannery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final String CASE = "the first case";

    @TempDir
    private Path folder;

    private Catalogue catalogue;

    @BeforeEach
    void read() throws IOException {
        assumeFalse(GoldenFile.isUpdated(), "golden files are written now");
        catalogue = Catalogue.at(Files.writeString(
                folder.resolve("words.txt"),
                "the first case\n    one line\n    and another\n\nthe second\n    words\n"));
    }

    @Test
    void containsTheMessagesOfEachCase() {
        assertThatCode(() -> catalogue.assertHolds(CASE, "one line\nand another\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void otherMessagesAndUnknownCasesFailAndNameTheSwitch() {
        for (String title : List.of(CASE, "no such case")) {
            assertThatThrownBy(() -> catalogue.assertHolds(title, "other words"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("words.txt: " + title)
                    .hasMessageContaining("-Dgolden.update=true");
        }
    }

    @Test
    void aCaseThatIsNoLongerReportedFails() {
        assertThatThrownBy(() -> catalogue.assertCases(List.of(CASE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the second");
    }
}
