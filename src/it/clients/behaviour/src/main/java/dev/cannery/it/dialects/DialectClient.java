package dev.cannery.it.dialects;

import java.util.List;

/** What an application does with a client, as far as a dialect can break it. */
public interface DialectClient extends AutoCloseable {
    /** What the tool {@code get_weather} returns for every city. */
    String WEATHER = "18 degrees and sunny";

    /** Returns the text of a whole answer. */
    String whole(String prompt);

    /** Returns the text of a streamed answer, joined as the client joins it. */
    String streamed(String prompt);

    /** Returns the calls of {@code get_weather(city)} in a whole answer, without running them. */
    List<Call> calls(String prompt);

    /** Returns the calls in a streamed answer, joined as the client joins them. */
    List<Call> streamedCalls(String prompt);

    /** Returns the last text of a conversation in which {@code get_weather} is run when the model asks for it. */
    String loop(String prompt);

    /** Returns the last text of such a conversation if all its answers are streamed. */
    String streamedLoop(String prompt);

    /** Returns an answer that was read as JSON of the schema which the request sent. */
    Invoice invoice(String prompt);

    @Override
    default void close() {}

    /** A client that can compare an answer with its own model of the API. */
    interface Validating extends DialectClient {
        /** Returns the text of a whole answer after this comparison. */
        String validated(String prompt);
    }

    /** A call of a tool. */
    record Call(String id, String name, String arguments) {}

    /** What a structured answer is read into. */
    record Invoice(String number, double total) {}
}
