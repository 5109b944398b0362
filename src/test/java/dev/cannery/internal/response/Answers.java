package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Shared helpers for rendering tests: requests, canned responses, and rendered responses read back. */
final class Answers {
    static final CannedToolCall PARIS = new CannedToolCall(null, "get_weather", "{\"city\":\"Paris\"}");
    static final CannedToolCall ROME = new CannedToolCall(null, "get_weather", "{\"city\":\"Rome\",\"unit\":\"°C\"}");

    static final AnswerStyle OPENAI = ProfileReader.read("openai").style();

    // Shared by all tests: loading a vocabulary takes longer than the tests themselves.
    private static final ResponseRenderer RENDERER = new ResponseRenderer(new TokenCounter());

    private Answers() {}

    /** Returns a request to gpt-4o-mini with these members added, written with single quotes. */
    static ChatRequest request(String members) {
        return requestTo("gpt-4o-mini", members);
    }

    static ChatRequest requestTo(String model, String members) {
        String json = "{'model':'" + model + "','messages':[{'role':'user','content':'Hello'}]"
                + (members.isEmpty() ? "" : "," + members) + "}";
        return ChatRequest.of((ObjectNode) parse(json.replace('\'', '"')));
    }

    /** Returns a request to the Responses API with these members added, written with single quotes. */
    static ChatRequest toResponses(String members) {
        String json = ("{" + members + ",'input':'Hello'}").replace('\'', '"');
        return ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) parse(json));
    }

    static CannedCompletion calls(CannedToolCall... calls) {
        return CannedCompletion.ofChoice(new CannedChoice(null, Arrays.asList(calls), null, null));
    }

    static CannedCompletion refusal(String text) {
        return CannedCompletion.ofChoice(new CannedChoice(null, List.of(), text, null));
    }

    static CannedCompletion paced(CannedCompletion completion, Pacing pacing) {
        return new CannedCompletion(
                completion.choices(),
                completion.usage(),
                completion.identity(),
                completion.delay().fixed(),
                pacing);
    }

    static RenderedResponse render(CannedResponse response, ChatRequest request) {
        return render(response, request, OPENAI);
    }

    static RenderedResponse render(CannedResponse response, ChatRequest request, AnswerStyle style) {
        return RENDERER.render(response, request, "says hello", style);
    }

    static List<SseFrame> frames(RenderedResponse response) {
        return ((Body.Framed) response.body()).frames();
    }

    /** Returns everything that is sent after the headers. */
    static byte[] bytes(RenderedResponse response) {
        if (response.body() instanceof Body.Whole whole) {
            return bytes(whole.bytes());
        }
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        frames(response).forEach(frame -> stream.writeBytes(bytes(frame.bytes())));
        return stream.toByteArray();
    }

    static String text(RenderedResponse response) {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }

    static JsonNode json(RenderedResponse response) {
        return parse(text(response));
    }

    /** Returns the chunks of a stream without {@code [DONE]}. */
    static List<JsonNode> chunks(RenderedResponse response) {
        return frames(response).stream()
                .map(frame -> new String(bytes(frame.bytes()), StandardCharsets.UTF_8))
                .filter(event -> event.startsWith("data: {") && event.endsWith("}\n\n"))
                .map(event -> parse(event.substring("data: ".length())))
                .toList();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
