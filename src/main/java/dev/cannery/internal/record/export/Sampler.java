package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleConversation;
import dev.cannery.internal.contract.example.ExampleConversation.Sent;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.response.SseFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives the requests of a contract, and its responses as the mock sends them.
 *
 * @param contract the contract
 * @param style the form of the provider's responses
 */
record Sampler(LoadedContract contract, AnswerStyle style) {
    private static final String PATH = "/v1" + ChatEndpoint.CHAT_COMPLETIONS.path();

    /**
     * A turn with an example of its request.
     *
     * @param interaction the interaction
     * @param index the turn, counted from 0
     * @param turn the turn
     * @param sent the example
     */
    record Sample(LoadedInteraction interaction, int index, Turn turn, Sent sent) {
        /** Whether the rules demand a streamed request. */
        boolean isStream() {
            return sent.body().path("stream").asBoolean();
        }
    }

    /**
     * A response as it is sent.
     *
     * @param status the status
     * @param headers the headers
     * @param text the body
     * @param gaps the waits before the events of a stream; empty for a whole body
     */
    record Answer(int status, Map<String, String> headers, String text, List<Duration> gaps) {}

    String path() {
        return PATH;
    }

    /** Returns the turns of all interactions in matching order: fallbacks last. */
    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        List<LoadedInteraction> ordered = new ArrayList<>(contract.interactions().stream()
                .filter(interaction -> !interaction.isFallback())
                .toList());
        contract.interactions().stream().filter(LoadedInteraction::isFallback).forEach(ordered::add);
        for (LoadedInteraction interaction : ordered) {
            List<Sent> requests = ExampleConversation.of(interaction);
            for (int i = 0; i < requests.size(); i++) {
                samples.add(new Sample(interaction, i, interaction.turns().get(i), requests.get(i)));
            }
        }
        return samples;
    }

    /** Returns a response to the example of a turn, whole or streamed. */
    Answer answer(Sample sample, CannedResponse response, boolean isStream) {
        ObjectNode body = sample.sent().body().deepCopy();
        body.remove("stream");
        body.remove("stream_options");
        if (isStream) {
            body.put("stream", true);
        }
        ChatRequest request = ChatRequest.of(PATH, sample.sent().headers(), body)
                .withQuery(sample.sent().query());
        String seed = contract.name() + "/" + sample.interaction().name();
        CannedResponse written = response instanceof CannedTemplate template ? template.written() : response;
        RenderedResponse rendered = new ResponseRenderer().render(written, request, seed, style);
        return new Answer(rendered.status(), rendered.headers(), text(rendered.body()), gaps(rendered.body()));
    }

    private static String text(Body body) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : body.parts()) {
            text.append(StandardCharsets.UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }

    private static List<Duration> gaps(Body body) {
        List<Duration> gaps = new ArrayList<>();
        if (body instanceof Body.Framed framed) {
            Duration before = Duration.ZERO;
            for (SseFrame frame : framed.frames()) {
                gaps.add(frame.due().minus(before));
                before = frame.due();
            }
        }
        return gaps;
    }
}
