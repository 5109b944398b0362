package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A request that a user names: a JSON file, or {@code -} for standard input. */
final class RequestFile {
    private RequestFile() {}

    static ChatRequest read(String name) {
        try {
            byte[] body = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return ChatRequest.parse("/v1/chat/completions", Map.of(), body);
        } catch (IOException e) {
            throw new UserError("cannot read the request '" + name + "'");
        } catch (MalformedRequestException e) {
            throw new UserError((name.equals("-") ? "standard input" : name) + " is not a JSON object");
        }
    }
}
