package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.responses.EarlierItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A request that a user names: a JSON file, or {@code -} for standard input. */
final class RequestFile {
    private RequestFile() {}

    /** Returns the request, to the endpoint of the option; what it refers to by id may exist. */
    static ChatRequest read(String name, EndpointOption endpoint) {
        ObjectNode body = body(name);
        return ChatRequest.of("/v1" + endpoint.of(body).path(), Map.of(), body, EarlierItems.unknown());
    }

    private static ObjectNode body(String name) {
        try {
            byte[] body = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            return ChatRequest.parse("", Map.of(), body).body();
        } catch (IOException e) {
            throw new UserError(
                    Files.exists(Path.of(name))
                            ? "cannot read the request '" + name + "'"
                            : "there is no file '" + name + "' to read a request from");
        } catch (MalformedRequestException e) {
            throw new UserError((name.equals("-") ? "standard input" : name) + " is not a JSON object");
        }
    }
}
