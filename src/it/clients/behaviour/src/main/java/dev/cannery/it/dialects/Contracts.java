package dev.cannery.it.dialects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The contract that every scope holds, in the dialect of one provider. */
final class Contracts {
    private static final String INTERACTIONS = """
            interactions:
              - name: answers
                request: {prompt: {contains: hello}}
                response: Hi! How can I help?
              - name: thinks before it answers
                request: {prompt: {contains: riddle}}
                response: {reasoning: It follows me and has no voice., content: A shadow.}
              - name: looks up the weather
                request: {tools: [get_weather]}
                turns:
                  - {request: {prompt: {contains: weather}}, response: {tool_calls: [{get_weather: {city: Paris}}]}}
                  - {request: {tool_results: {get_weather: {contains: "18"}}}, response: It is 18 degrees.}
              - name: looks up the weather of two cities
                request: {tools: [get_weather], prompt: {contains: both}}
                response: {tool_calls: [{get_weather: {city: Paris}}, {get_weather: {city: Rome}}]}
              - name: thinks before it looks up the forecast
                request: {tools: [get_weather]}
                turns:
                  - request: {prompt: {contains: forecast}}
                    response: {reasoning: The tool knows., tool_calls: [{get_weather: {city: Paris}}]}
                  - {request: {tool_results: {get_weather: {contains: "18"}}}, response: It is 18 degrees.}
              - name: extracts an invoice
                request: {prompt: {contains: INV-}}
                response: {json: {number: INV-42, total: 99.5}}
              - name: refuses a text that is too long
                request: {prompt: {contains: too long}}
                response: {error: {status: 400, message: %1$s}}
              - name: refuses a key
                request: {prompt: {contains: wrong key}}
                response: {error: {status: 401, message: %1$s}}
              - name: refuses too many requests
                request: {prompt: {contains: too often}}
                response: {error: {status: 429, message: %1$s}}
            """.formatted(Dialect.WORDS);

    private Contracts() {}

    /** Writes a contract for each dialect into a new folder, and returns the folder. */
    static Path write(List<Dialect> dialects) throws IOException {
        Path folder = Files.createTempDirectory("dialects");
        for (Dialect dialect : dialects) {
            Files.writeString(
                    folder.resolve(name(dialect) + ".yaml"), "provider: " + dialect.profile() + "\n" + INTERACTIONS);
        }
        return folder;
    }

    /** Returns the name of the contract for a dialect. */
    static String name(Dialect dialect) {
        return dialect.name().replaceAll("[^a-zA-Z0-9.-]+", "-");
    }
}
