package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
    @Test
    void asksForEachAnswerAndEnds() throws Exception {
        try (Program program = Program.start("rehearse", "--contracts", "contracts")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("rehearsed 6 interactions");
        }
    }

    @Test
    void leavesOutWhatIsNoCompletion(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("broken.yaml"), """
                interactions:
                  - {name: breaks off, request: {prompt: break}, response: {fault: reset}}
                  - {name: answers, request: {prompt: answer}, response: Hello}
                """);
        try (Program program = Program.start("rehearse", "--contracts", file.toString())) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("rehearsed 1 interaction\n");
        }
    }

    @Test
    void refusesHttps() throws Exception {
        try (Program program = Program.start("rehearse", "--contracts", "contracts", "--tls")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("a rehearsal is held over plain HTTP: leave out --tls");
        }
    }
}
