package dev.cannery.it.dialects;

import static dev.cannery.it.dialects.Outcome.calls;
import static dev.cannery.it.dialects.Outcome.refusal;
import static dev.cannery.it.dialects.Outcome.text;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What each client does in each dialect; the contract of {@link Contracts} has an interaction for each. */
enum Scenario {
    ANSWER("answer", client -> text("Hi! How can I help?", client.whole("hello there"))),
    VALIDATED(
            "answer, validated",
            client -> text("Hi! How can I help?", ((DialectClient.Validating) client).validated("hello there"))),
    STREAM("streamed answer", client -> text("Hi! How can I help?", client.streamed("hello there"))),
    REASONING("answer after reasoning", client -> text("A shadow.", client.whole("a riddle"))),
    STREAMED_REASONING("streamed answer after reasoning", client -> text("A shadow.", client.streamed("a riddle"))),
    CALL("tool call", client -> calls(List.of("Paris"), client.calls("the weather in Paris"))),
    STREAMED_CALL("streamed tool call", client -> calls(List.of("Paris"), client.streamedCalls("the weather in Paris"))),
    TWO_CALLS("two tool calls", client -> calls(List.of("Paris", "Rome"), client.calls("both cities"))),
    STREAMED_TWO_CALLS(
            "two streamed tool calls",
            client -> calls(List.of("Paris", "Rome"), client.streamedCalls("both cities"))),
    LOOP("tool loop", client -> text("It is 18 degrees.", client.loop("the weather in Paris"))),
    STREAMED_LOOP("streamed tool loop", client -> text("It is 18 degrees.", client.streamedLoop("the weather in Paris"))),
    REASONED_LOOP("tool loop with reasoning", client -> text("It is 18 degrees.", client.loop("the forecast for Paris"))),
    STREAMED_REASONED_LOOP(
            "streamed tool loop with reasoning",
            client -> text("It is 18 degrees.", client.streamedLoop("the forecast for Paris"))),
    STRUCTURED("structured output", client -> Outcome.invoice(client.invoice("Read INV-42"))),
    BAD_REQUEST("error 400", (dialect, client) -> refusal(dialect.words(400), () -> client.whole("too long a text"))),
    UNAUTHORIZED("error 401", (dialect, client) -> refusal(dialect.words(401), () -> client.whole("the wrong key"))),
    TOO_MANY("error 429", (dialect, client) -> refusal(dialect.words(429), () -> client.whole("too often")));

    private static final Set<Scenario> LOOPS = Set.of(LOOP, STREAMED_LOOP, REASONED_LOOP, STREAMED_REASONED_LOOP);
    private static final Set<Scenario> WITH_TOOLS =
            Set.of(CALL, STREAMED_CALL, TWO_CALLS, STREAMED_TWO_CALLS, LOOP, STREAMED_LOOP, REASONED_LOOP, STREAMED_REASONED_LOOP);
    private static final Set<Scenario> WITH_REASONING =
            Set.of(REASONING, STREAMED_REASONING, REASONED_LOOP, STREAMED_REASONED_LOOP);

    private final String label;
    private final BiFunction<Dialect, DialectClient, String> run;

    Scenario(String label, Function<DialectClient, String> run) {
        this(label, (dialect, client) -> run.apply(client));
    }

    Scenario(String label, BiFunction<Dialect, DialectClient, String> run) {
        this.label = label;
        this.run = run;
    }

    String label() {
        return label;
    }

    /** Whether the model reasons. */
    boolean reasons() {
        return WITH_REASONING.contains(this);
    }

    /** Whether the provider can do it at all. */
    boolean isFor(Dialect dialect) {
        return (dialect.hasTools() || !WITH_TOOLS.contains(this))
                && (dialect.takesResults() || !LOOPS.contains(this))
                && (dialect.knowsWrongKeys() || this != UNAUTHORIZED)
                && (dialect.showsReasoning() || !reasons());
    }

    /** Whether the client can do it at all. */
    boolean isFor(DialectClient client) {
        return this != VALIDATED || client instanceof DialectClient.Validating;
    }

    /** Runs it, and returns {@code ok} or what breaks. */
    String run(Dialect dialect, DialectClient client) {
        try {
            return run.apply(dialect, client);
        } catch (Throwable thrown) {
            return Outcome.of(thrown);
        }
    }
}
