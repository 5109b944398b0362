package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleConversation;
import dev.cannery.internal.contract.example.ExampleConversation.Sent;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.response.SseFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives the requests of a contract, and its responses as the mock sends them.
 *
 * @param contract the contract
 * @param profile the provider's profile
 */
record Sampler(LoadedContract contract, Profile profile) {
    /**
     * A turn with an example of its request.
     *
     * @param interaction the interaction
     * @param index the turn, counted from 0
     * @param turn the turn
     * @param sent the example, as a chat completion
     * @param endpoint where it is sent
     */
    record Sample(LoadedInteraction interaction, int index, Turn turn, Sent sent, ChatEndpoint endpoint) {
        /** Whether the rules demand a streamed request. */
        boolean isStream() {
            return sent.body().path("stream").asBoolean();
        }

        /** Returns the path that its rules state, or the usual one of the endpoint. */
        String path() {
            return turn.request().rules().stream()
                    .filter(rule -> rule.part() instanceof RequestPart.Path)
                    .map(rule -> rule.constraint() instanceof Literal literal
                            ? literal.value().asText()
                            : "")
                    .filter(path -> path.endsWith(endpoint.path()))
                    .findFirst()
                    .orElse("/v1" + endpoint.path());
        }

        /** Returns the body as it is sent to the endpoint. */
        ObjectNode body() {
            return endpoint == ChatEndpoint.RESPONSES
                    ? ResponsesBody.of(sent.body()).body()
                    : sent.body();
        }

        private ChatRequest request(ObjectNode body) {
            return ChatRequest.of(path(), sent.headers(), body).withQuery(sent.query());
        }

        private Sample at(ChatEndpoint other) {
            return new Sample(interaction, index, turn, sent, other);
        }

        /** Whether no rule fails at its endpoint that holds at the other one. */
        private boolean isServed() {
            ChatEndpoint other =
                    endpoint == ChatEndpoint.RESPONSES ? ChatEndpoint.CHAT_COMPLETIONS : ChatEndpoint.RESPONSES;
            ChatRequest here = request(body());
            Sample there = at(other);
            ChatRequest elsewhere = there.request(there.body());
            return turn.request().rules().stream().allMatch(rule -> holds(rule, here) || !holds(rule, elsewhere));
        }

        private static boolean holds(FieldRule rule, ChatRequest request) {
            Findings findings = Findings.testing(null);
            rule.check(request, findings);
            return findings.isEmpty();
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

    /** Returns the turns of all interactions in matching order, fallbacks last; each at chat completions if it is served there. */
    List<Sample> samples() {
        return inOrder().flatMap(interaction -> firstOf(interaction).stream()).toList();
    }

    /** Returns the turns of the interactions that are served at an endpoint, in matching order. */
    List<Sample> samples(ChatEndpoint endpoint) {
        return inOrder()
                .flatMap(interaction ->
                        endpoints(interaction).contains(endpoint) ? turns(interaction, endpoint).stream() : Stream.of())
                .toList();
    }

    private Stream<LoadedInteraction> inOrder() {
        return contract.interactions().stream().sorted(Comparator.comparing(LoadedInteraction::isFallback));
    }

    private List<Sample> firstOf(LoadedInteraction interaction) {
        return turns(interaction, endpoints(interaction).get(0));
    }

    /** Returns where an interaction is served. */
    private List<ChatEndpoint> endpoints(LoadedInteraction interaction) {
        List<ChatEndpoint> served = Stream.of(ChatEndpoint.values())
                .filter(endpoint -> profile.at(endpoint).isPresent())
                .filter(endpoint -> turns(interaction, endpoint).stream().allMatch(Sample::isServed))
                .toList();
        return served.isEmpty() ? List.of(ChatEndpoint.CHAT_COMPLETIONS) : served;
    }

    private static List<Sample> turns(LoadedInteraction interaction, ChatEndpoint endpoint) {
        List<Sample> turns = new ArrayList<>();
        for (Sent sent : ExampleConversation.of(interaction)) {
            turns.add(new Sample(interaction, sent.turn(), interaction.turns().get(sent.turn()), sent, endpoint));
        }
        return turns;
    }

    /** Returns a response to the example of a turn, whole or streamed. */
    Answer answer(Sample sample, CannedResponse response, boolean isStream) {
        ObjectNode body = sample.body().deepCopy();
        body.remove("stream");
        body.remove("stream_options");
        if (isStream) {
            body.put("stream", true);
        }
        String seed = contract.name() + "/" + sample.interaction().name();
        CannedResponse written = response instanceof CannedTemplate template ? template.written() : response;
        Profile served = profile.at(sample.endpoint()).orElse(profile);
        RenderedResponse rendered = new ResponseRenderer().render(written, sample.request(body), seed, served.style());
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
