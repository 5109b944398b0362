package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @Test
    void asksForEachAnswerAndEnds() throws Exception {
        try (Program program = Program.start("train", "--contracts", "contracts")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("trained with 6 interactions");
        }
    }

    @Test
    void leavesOutWhatIsNoCompletion(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("broken.yaml"), """
                interactions:
                  - {name: breaks off, request: {prompt: break}, response: {fault: reset}}
                  - {name: answers, request: {prompt: answer}, response: Hello}
                """);
        try (Program program = Program.start("train", "--contracts", file.toString())) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("trained with 1 interaction\n");
        }
    }

    @Test
    void itsEarlierNameStillWorks() throws Exception {
        try (Program program = Program.start("rehearse", "--contracts", "contracts")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("trained with 6 interactions");
        }
        assertThat(Main.commandLine("--help").getUsageMessage())
                .contains("train")
                .doesNotContain("rehearse");
    }

    @Test
    void refusesHttps() throws Exception {
        try (Program program = Program.start("train", "--contracts", "contracts", "--tls")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("training uses plain HTTP. Leave out --tls");
        }
    }
}
