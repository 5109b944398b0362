package dev.cannery.it;

/** What an application does with a client of chat completions, whichever client that is. */
public interface Assistant extends AutoCloseable {
    /** The model that every request names. */
    String MODEL = "gpt-5.4-mini";

    /** What the tool {@code get_weather} says of every city. */
    String WEATHER = "18 degrees and sunny";

    /** The text of an answer that came as one JSON document. */
    String whole(String prompt, double temperature);

    /** The text of an answer that came as a stream, put together. */
    String streamed(String prompt, double temperature);

    /** The last text of a conversation that offers {@code get_weather(city)} and runs it when the model asks. */
    String withTheWeatherTool(String prompt);

    /** An answer read as JSON that fits the schema which the request sent. */
    Invoice invoice(String prompt);

    @Override
    default void close() {}

    /** What a structured answer is read into. */
    record Invoice(String number, double total) {}
}
