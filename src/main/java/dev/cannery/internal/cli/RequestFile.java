package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A request that a user names: a file of JSON, or {@code -} for standard input. */
final class RequestFile {
    private RequestFile() {}

    static ChatRequest read(String name) {
        try {
            byte[] body = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return ChatRequest.parse("/v1/chat/completions", Map.of(), body);
        } catch (IOException e) {
            throw new UserError("the request '" + name + "' cannot be read");
        } catch (MalformedRequestException e) {
            throw new UserError((name.equals("-") ? "standard input" : name) + " is no JSON object");
        }
    }
}
