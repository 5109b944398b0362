package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String WEATHER = "\"messages\":[{\"role\":\"user\",\"content\":\"What is the weather?\"}],"
            + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}]";

    @TempDir
    private Path folder;

    @Test
    void namesTheInteractionThatAnswersWithEachRule() throws Exception {
        try (Program program = explain("{\"model\":\"gpt-4o\",\"temperature\":0.1," + WEATHER + "}")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out().lines().toList())
                    .startsWith("'asks for the weather' (contracts/weather.yaml:9) answers", "")
                    .contains("    ok    temperature  0.1", "    ok    tools        get_weather");
        }
    }

    @Test
    void aMissShowsEveryNearInteractionWithItsFields() throws Exception {
        try (Program program = explain("{\"model\":\"gpt-4o\",\"temperature\":0.9," + WEATHER + "}")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out())
                    .startsWith("no interaction answers, nearest first")
                    .contains("MISS  temperature  0.9  expected 0..0.3  C103")
                    .contains("MISS  prompt");
        }
    }

    @Test
    void showsWhatTheProviderWouldRefuse() throws Exception {
        try (Program program = explain("{\"model\":\"gpt-4o\",\"temperature\":0.1,\"n\":0," + WEATHER + "}")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out()).contains("but the provider refuses it: Invalid 'n'");
        }
    }

    @Test
    void explainsAFindingByItsId() throws Exception {
        try (Program program = Program.start("explain", "c319")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).startsWith("C319: ").contains("Meaning ", "Why ", "To do ");
        }
    }

    @Test
    void anUnknownFindingIsAUsageError() throws Exception {
        try (Program program = Program.start("explain", "C999")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("unknown finding 'C999'");
        }
    }

    @Test
    void aRequestWithAnInputIsOneToTheResponsesApi() throws Exception {
        try (Program program =
                explain("{\"model\":\"gpt-4o\",\"temperature\":0.9,\"input\":\"What is the weather?\"}")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out()).contains("MISS  temperature  0.9 ", "MISS  tools        missing");
        }
        try (Program program = explain("{\"model\":\"gpt-4o\",\"temperature\":0.1,\"stop\":\"x\",\"input\":"
                + "\"What is the weather?\",\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\"}]}")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out())
                    .startsWith("'asks for the weather'")
                    .contains("but the provider refuses it: Unknown parameter: 'stop'. Did you mean 'store'?");
        }
    }

    private Program explain(String request) throws Exception {
        Path file = Files.writeString(folder.resolve("request.json"), request);
        return Program.start("explain", file.toString());
    }
}
