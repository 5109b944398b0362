package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.verify.lie.LyingProvider;
import dev.cannery.internal.wire.Json;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void judgesEveryFieldOfAValidProvider() throws Exception {
        try (LyingProvider provider = new LyingProvider();
                Program program = Program.start(
                        "probe",
                        "--target",
                        provider.valid(),
                        "--json",
                        folder.resolve("new/probe.json").toString(),
                        "--markdown",
                        folder.resolve("probe.md").toString(),
                        "--html",
                        folder.resolve("probe.html").toString())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(Json.parse(Files.readString(folder.resolve("new/probe.json")))
                            .path("fields"))
                    .hasSize(37);
            assertThat(folder.resolve("probe.md")).content().contains("37 fields:", "| honoured | `n` |");
            assertThat(folder.resolve("probe.html")).content().contains("<code>n</code>");
            assertThat(program.out())
                    .contains("37 fields:")
                    .contains("honoured  n                       the response shows its effect")
                    .contains("honoured  seed                    \"some\" is refused with status 400")
                    .containsPattern("refused +audio");
        }
    }

    @Test
    void aTargetThatIsDownExitsWithThree() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Program program = Program.start("probe", "--target", "http://127.0.0.1:" + port + "/v1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out())
                    .contains("C001\n\n37 fields: ", "37 untried", "ended early")
                    .doesNotContain("untried   ");
        }
    }

    @Test
    void aTargetThatRefusesAPlainRequestIsNotReportedToRefuseEachField() throws Exception {
        try (MockServer server = MockServer.builder().start();
                Program program =
                        Program.start("probe", "--target", server.baseUrl().toString())) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out())
                    .contains("0 refused, 37 untried", "ended early: a plain request gets no completion: 404");
        }
    }
}
