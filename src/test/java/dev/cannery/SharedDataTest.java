package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedDataTest {
    @Test
    void aTestWithoutItsDataIsSkippedWithTheReasonAndWhatToDo() {
        assertThatThrownBy(() -> SharedData.require(Path.of("../shared/made-up-by-a-test")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("there is no ../shared/made-up-by-a-test")
                .hasMessageContaining("Put the folder 'shared' next to the project's");
    }

    @Test
    void aTestWithItsDataRuns(@TempDir Path folder) {
        assertThatCode(() -> SharedData.require(folder)).doesNotThrowAnyException();
        assertThat(folder).exists();
    }
}
