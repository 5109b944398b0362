package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.Arrays;
import java.util.Optional;

/** A model's text, with the ways in which a misbehaviour can change it. */
record Passage(String text) {
    /** Returns the text as JSON; empty if it is not JSON. */
    Optional<JsonNode> json() {
        try {
            return Optional.of(Json.parse(text)).filter(json -> !json.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the text as a JSON object or list; empty if it is neither. */
    Optional<JsonNode> container() {
        return json().filter(JsonNode::isContainerNode);
    }

    /** Returns the text as a JSON object; empty if it is not one. */
    Optional<ObjectNode> object() {
        return json().filter(JsonNode::isObject).map(ObjectNode.class::cast);
    }

    /** Returns the first two thirds of the text, at least a character and never all of it. */
    String beginning() {
        int characters = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.max(characters > 1 ? 1 : 0, characters * 2 / 3)));
    }

    /** Returns the first two thirds of the text, up to the end of a word if there is one. */
    String firstWords() {
        String beginning = beginning();
        int blank = beginning.lastIndexOf(' ');
        return blank > 0 ? beginning.substring(0, blank) : beginning;
    }

    /** Returns the last words of the text, at most so many. */
    String lastWords(int most) {
        String[] words = text.strip().split("\\s+");
        return String.join(" ", Arrays.asList(words).subList(Math.max(0, words.length - most), words.length));
    }

    /** Returns the text in a Markdown fence. */
    String fenced() {
        return "```json\n" + text + "\n```";
    }
}
