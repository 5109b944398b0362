package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The plain text of messages, whether their content is a string or an array of parts. */
public final class MessageText {
    private MessageText() {}

    /**
     * Returns the text of a message's content: the string itself, or the joined text parts; a missing node when the content is
     * neither or has no text part.
     */
    public static JsonNode ofContent(JsonNode content) {
        if (content.isTextual()) {
            return content;
        }
        if (!content.isArray()) {
            return MissingNode.getInstance();
        }
        List<String> texts = StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
        return texts.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(String.join("", texts));
    }

    static boolean isOf(String role, JsonNode message) {
        return message.path("role").asText("").equals(role);
    }

    static JsonNode lastOf(JsonNode messages, int since, String role) {
        for (int i = messages.size() - 1; i >= since; i--) {
            JsonNode message = messages.path(i);
            if (isOf(role, message)) {
                return ofContent(message.path("content"));
            }
        }
        return MissingNode.getInstance();
    }

    static JsonNode joined(JsonNode messages, String role, String otherRole) {
        List<JsonNode> texts = StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> {
                    String name = message.path("role").asText("");
                    return name.equals(role) || name.equals(otherRole);
                })
                .map(message -> ofContent(message.path("content")))
                .filter(JsonNode::isTextual)
                .toList();
        return texts.isEmpty()
                ? MissingNode.getInstance()
                : TextNode.valueOf(texts.stream().map(JsonNode::textValue).collect(Collectors.joining("\n")));
    }
}
