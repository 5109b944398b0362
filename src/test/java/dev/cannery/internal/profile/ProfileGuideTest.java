package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.GuideSection;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the guide to profiles to the code: the words of templates, and the example of a gateway of one's own. */
class ProfileGuideTest {
    private static final Path STYLE = Path.of("src/main/java/dev/cannery/internal/chat/style");
    /** A constant of an enum with its comment. */
    private static final Pattern CONSTANT = Pattern.compile("/\\*\\* ([^*]+?) \\*/\\s+([A-Z_]+)[,;(]", Pattern.DOTALL);

    @Test
    void theGuideListsAllSlots() throws IOException {
        assertGuideLists(
                "slots",
                "slot",
                "Slot.java",
                Stream.of(Slot.values()).map(Slot::word).toList());
    }

    @Test
    void theGuideListsAllConditions() throws IOException {
        assertGuideLists(
                "conditions",
                "condition",
                "Condition.java",
                Stream.of(Condition.values()).map(Condition::word).toList());
    }

    @Test
    void theGatewayOfTheGuideRespondsInItsForm() throws IOException {
        Profile gateway = ProfileReader.read(Path.of("src/test/resources/readme/our-gateway.yaml"));
        CannedCompletion call = CannedCompletion.ofChoice(new CannedChoice(
                null, List.of(new CannedToolCall(null, "get_weather", "{\"city\":\"Paris\"}")), null, null));

        assertThat(Json.compact(Json.parse(body(CannedCompletion.ofText("Hi"), gateway, false))))
                .matches(
                        "\\{\"id\":\"gw-20250101000000-[0-9a-z]{8}\",\"object\":\"chat.completion\",\"created\":1735689600,"
                                + "\"model\":\"m\",\"region\":\"eu-1\",\"choices\":\\[\\{\"index\":0,"
                                + "\"message\":\\{\"role\":\"assistant\",\"content\":\"Hi\"},.*");
        assertThat(body(call, gateway, true).lines().filter(line -> !line.isEmpty()))
                .hasSize(2)
                .first()
                .asString()
                .containsPattern("\"delta\":\\{\"role\":\"assistant\",\"tool_calls\":\\[\\{\"id\":\"[0-9A-Za-z]{9}\","
                        + "\"type\":\"function\",\"function\":\\{\"name\":\"get_weather\",\"arguments\":\"[^]]*}]}}]}");
    }

    @Test
    void aSlotWithinALongerTextIsReported(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("p.yaml"),
                "{profile: p, extends: lenient, error: {body: [error: 'Sorry: {error_message}']}}");

        assertThatThrownBy(() -> ProfileReader.read(file))
                .hasMessageContaining(
                        "a slot must be the whole value, was {error_message} within 'Sorry: {error_message}'");
    }

    private static void assertGuideLists(String section, String heading, String file, List<String> words)
            throws IOException {
        List<MatchResult> constants = CONSTANT.matcher(Files.readString(STYLE.resolve(file)))
                .results()
                .toList();

        assertThat(constants)
                .extracting(constant -> constant.group(2).toLowerCase(Locale.ROOT))
                .isEqualTo(words);
        GuideSection.of("profiles.md", section)
                .assertHolds(constants.stream()
                        .map(constant -> "| `" + constant.group(2).toLowerCase(Locale.ROOT) + "` | "
                                + constant.group(1)
                                        .replaceAll("\\s+\\* ?|\\s+", " ")
                                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                + " |")
                        .collect(Collectors.joining("\n", "| " + heading + " | meaning |\n|---|---|\n", "\n")));
    }

    private static String body(CannedCompletion canned, Profile profile, boolean isStreamed) {
        ObjectNode request =
                Json.object().put("model", "m").put("stream", isStreamed).put("n", 2);
        request.putArray("tools").addObject().put("type", "function");
        RenderedResponse response =
                new ResponseRenderer().render(canned, ChatRequest.of(request), "a", profile.style());
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : response.body().parts()) {
            text.append(StandardCharsets.UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }
}
