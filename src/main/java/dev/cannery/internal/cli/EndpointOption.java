package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the endpoint of a request that is read from a file. */
final class EndpointOption {
    /** The values of {@code --endpoint}. */
    enum Endpoint {
        chat(ChatEndpoint.CHAT_COMPLETIONS),
        responses(ChatEndpoint.RESPONSES);

        private final ChatEndpoint endpoint;

        Endpoint(ChatEndpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    @Option(
            names = "--endpoint",
            paramLabel = "chat|responses",
            description = "Endpoint of the request; by default responses if it has an input and no messages.")
    private @Nullable Endpoint named;

    /** Returns the endpoint that was named, or the one to which the body belongs. */
    ChatEndpoint of(ObjectNode body) {
        if (named != null) {
            return named.endpoint;
        }
        boolean isResponses = !body.has("messages") && (body.has("input") || body.has("previous_response_id"));
        return isResponses ? ChatEndpoint.RESPONSES : ChatEndpoint.CHAT_COMPLETIONS;
    }
}
