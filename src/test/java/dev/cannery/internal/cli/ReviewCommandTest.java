package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCommandTest {
    private static final String SOUND = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @TempDir
    private Path folder;

    @Test
    void acceptsAValidRequest() throws Exception {
        try (Program program = review(SOUND + "}")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out().strip()).startsWith("ok: openai accepts this ");
        }
    }

    @Test
    void printsALineForEachFindingAndFirstTheProvidersError() throws Exception {
        try (Program program = review(SOUND + ",\"temperature\":9,\"n\":0}")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out().lines())
                    .containsExactly(
                            "refused  400  integer_below_min_value  n: Invalid 'n': integer below minimum value."
                                    + " Expected a value >= 1, but got 0 instead.",
                            "also     400  decimal_above_max_value  temperature: Invalid 'temperature': decimal above"
                                    + " maximum value. Expected a value <= 2, but got 9 instead.");
        }
    }

    @Test
    void reviewsForAnotherModelAndProfile() throws Exception {
        try (Program reasoning = review(SOUND + ",\"max_tokens\":5}", "--model", "o3");
                Program lenient = review(SOUND + ",\"temperature\":9}", "--profile", "lenient")) {
            assertThat(reasoning.exitCode()).isEqualTo(1);
            assertThat(reasoning.out()).contains("'max_tokens' is not supported with this model");
            assertThat(lenient.exitCode()).isZero();
        }
    }

    @Test
    void aRequestWithAnInputIsReviewedAsOneToTheResponsesApi() throws Exception {
        String request = "{\"model\":\"gpt-4o\",\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"";
        try (Program accepted = review(request + "}")) {
            assertThat(accepted.exitCode()).isZero();
            assertThat(accepted.out().strip()).isEqualTo("ok: openai accepts this CreateResponse");
        }
        try (Program refused = review(request + ",\"n\":2}", "--model", "gpt-5")) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out().lines())
                    .containsExactly("refused  400  unknown_parameter  n: Unknown parameter: 'n'.");
        }
        try (Program asChat = review(request + "}", "--endpoint", "chat")) {
            assertThat(asChat.exitCode()).isEqualTo(1);
            assertThat(asChat.out()).contains("messages: Missing required parameter: 'messages'.");
        }
        try (Program without = review(request + "}", "--profile", "groq")) {
            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(without.err())
                    .contains("the profile 'groq' has no Responses API. Use a profile that has it, such as openai");
        }
    }

    @Test
    void printsOneLineAndExitsWith2ForAnInvalidRequest() throws Exception {
        try (Program broken = review("{");
                Program missing = Program.start("review", "no/such/file");
                Program profile = review(SOUND + "}", "--profile", "opnai")) {
            assertThat(broken.exitCode()).isEqualTo(2);
            assertThat(broken.err().lines()).singleElement().asString().endsWith(".json is not a JSON object");
            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(missing.err().lines())
                    .containsExactly("cannery: there is no file 'no/such/file' to read a request from");
            assertThat(profile.exitCode()).isEqualTo(2);
            assertThat(profile.err()).contains("'opnai'").contains("openai");
        }
    }

    @Test
    void listsTheProfilesAndShowsThemByField() throws Exception {
        try (Program list = Program.start("profiles");
                Program field = Program.start("profiles", "openai", "--field", "temperature")) {
            assertThat(list.exitCode()).isZero();
            assertThat(list.out()).contains("openai ", "openai-spec ", "atoma ", "lenient ");
            assertThat(field.exitCode()).isZero();
            assertThat(field.out()).contains("temperature  a decimal from 0 to 2  ");
        }
    }

    @Test
    void theRulesOfAProfileFitATerminal() throws Exception {
        try (Program rules = Program.start("profiles", "openai")) {
            assertThat(rules.exitCode()).isZero();
            assertThat(rules.out().lines()).hasSizeGreaterThan(100).allMatch(line -> line.length() <= 85);
        }
    }

    private Program review(String request, String... more) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "request", ".json"), request);
        String[] arguments = new String[more.length + 2];
        arguments[0] = "review";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Program.start(arguments);
    }
}
