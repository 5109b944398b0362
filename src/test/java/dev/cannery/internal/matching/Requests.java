package dev.cannery.internal.matching;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.Tokenizer;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;

/** Requests and contracts, written as short as a test wants to read them. */
final class Requests {
    /** A word is a token, which can be counted by eye. */
    static final Tokenizer WORDS = value -> value.toString().split("\\s+").length;

    static final RuleChecker CHECKER = new RuleChecker(model -> WORDS);

    private Requests() {}

    /** JSON that may be written with single quotes and bare keys. */
    static JsonNode json(String text) {
        try {
            JsonMapper mapper = JsonMapper.builder()
                    .enable(JsonParser.Feature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonParser.Feature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .build();
            // read as the product reads it
            return Json.parse(mapper.readTree(text).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ChatRequest request(String body) {
        return ChatRequest.of((ObjectNode) json(body));
    }

    /** A request with this user message and these other members of the body. */
    static ChatRequest asking(String prompt, String... members) {
        String others = members.length == 0 ? "" : ", " + String.join(", ", members);
        return request("{messages: [{role: 'user', content: '" + prompt + "'}]" + others + "}");
    }

    static ChatRequest withHeaders(Map<String, String> headers) {
        return ChatRequest.of("/v1/chat/completions", headers, Json.object());
    }

    static List<LoadedContract> contracts(String yaml) {
        return ContractReader.parse("test.yaml", yaml);
    }

    /** The first interaction of a contract with these lines of YAML under {@code request}. */
    static LoadedInteraction interaction(String request) {
        String rules = request.indent(6);
        return contracts("interactions:\n  - name: a\n    response: ok\n    request:\n" + rules)
                .get(0)
                .interactions()
                .get(0);
    }

    static boolean matches(RequestPattern pattern, ChatRequest request) {
        return CHECKER.check(pattern, request).mismatches().isEmpty();
    }

    static Verdict check(LoadedInteraction interaction, ChatRequest request) {
        return CHECKER.check(interaction.turns().get(0).request(), request);
    }

    static Verdict check(String rules, ChatRequest request) {
        return check(interaction(rules), request);
    }

    static InteractionSet setOf(String yaml) {
        return InteractionSet.of(contracts(yaml), CHECKER);
    }
}
