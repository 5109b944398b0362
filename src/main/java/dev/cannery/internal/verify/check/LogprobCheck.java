package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks whether log probabilities are present if requested, and belong to the text. */
final class LogprobCheck {
    /** The tolerance above 0 for rounded log probabilities. */
    private static final double ROUNDING = 0.001;

    private final ChatRequest request;
    private final FindingList findings;

    private LogprobCheck(ChatRequest request, FindingList findings) {
        this.request = request;
        this.findings = findings;
    }

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        LogprobCheck check = new LogprobCheck(request, findings);
        RepliedChoice.of(completion).forEach(check::choice);
    }

    private void choice(RepliedChoice choice) {
        JsonNode given = choice.json().path("logprobs");
        FieldPath at = choice.at().member("logprobs");
        JsonNode tokens = given.path("content");
        if (!request.field("logprobs").asBoolean(false)) {
            if (!tokens.isEmpty()) {
                findings.warn(FindingId.LOGPROBS_IGNORED, at, "no logprobs, since they were not requested", given);
            }
        } else if (tokens.isEmpty() && !choice.text().isEmpty()) {
            findings.fail(FindingId.LOGPROBS_IGNORED, at.member("content"), "the logprobs of each token", tokens);
        }
        tokens(tokens, choice.text(), at.member("content"));
        tokens(given.path("refusal"), choice.refusal(), at.member("refusal"));
    }

    private void tokens(JsonNode tokens, String text, FieldPath at) {
        for (int i = 0; i < tokens.size(); i++) {
            FieldPath place = at.element(i);
            token(tokens.path(i), place);
            JsonNode others = tokens.path(i).path("top_logprobs");
            alternatives(others, place.member("top_logprobs"));
            for (int j = 0; j < others.size(); j++) {
                token(others.path(j), place.member("top_logprobs").element(j));
            }
        }
        String joined = TokenText.joined(tokens);
        if (!tokens.isEmpty()
                && !TokenText.plain(joined).contains(TokenText.plain(text).strip())) {
            String words = "the tokens of the text " + TextNode.valueOf(text);
            findings.fail(FindingId.LOGPROBS_WRONG, at, words, TextNode.valueOf(joined));
        }
    }

    private void alternatives(JsonNode others, FieldPath at) {
        int most = request.field("top_logprobs").asInt(0);
        boolean isAsked = request.field("logprobs").asBoolean(false);
        if (isAsked && (others.size() > most || (most > 0 && others.isEmpty()))) {
            String words = most + " alternatives, as top_logprobs requests";
            Level level = request.field("top_logprobs").isNumber() ? Level.FAIL : Level.WARN;
            findings.add(level, new Mismatch(FindingId.LOGPROBS_IGNORED, at, words, others));
        }
    }

    private void token(JsonNode token, FieldPath at) {
        JsonNode logprob = token.path("logprob");
        if (logprob.isNumber() && logprob.asDouble() > ROUNDING) {
            findings.fail(FindingId.LOGPROBS_WRONG, at.member("logprob"), "a logarithm of 0 or less", logprob);
        }
        String text = token.path("token").asText("");
        String spelt = TokenText.spelt(token.path("bytes"));
        boolean isName = text.matches("(?s)(bytes:|<0x|token_id:).*|.*(\\\\x|\uFFFD).*");
        if (spelt != null && !isName && !TokenText.plain(spelt).equals(TokenText.plain(text))) {
            String words = "the bytes of " + TextNode.valueOf(text);
            findings.fail(FindingId.LOGPROBS_WRONG, at.member("bytes"), words, token.path("bytes"));
        }
    }

    /** The texts of tokens. */
    private static final class TokenText {
        private TokenText() {}

        /** Replaces the letters that some tokenizers use for blanks and line ends. */
        private static String plain(String text) {
            return text.replace('\u2581', ' ').replace('\u0120', ' ').replace('\u010A', '\n');
        }

        /** Decodes the bytes; null if there are none, or only a part of a character. */
        private static @Nullable String spelt(JsonNode bytes) {
            if (bytes.isEmpty()) {
                return null;
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytesOf(bytes)))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }

        private static String joined(JsonNode tokens) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (JsonNode token : tokens) {
                boolean isSpelt = !token.path("bytes").isEmpty();
                joined.writeBytes(
                        isSpelt
                                ? bytesOf(token.path("bytes"))
                                : token.path("token").asText("").getBytes(StandardCharsets.UTF_8));
            }
            return joined.toString(StandardCharsets.UTF_8);
        }

        private static byte[] bytesOf(JsonNode bytes) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            bytes.forEach(one -> all.write(one.asInt()));
            return all.toByteArray();
        }
    }
}
