package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks whether a provider refuses a wrong request as its profile does (C5xx). */
public final class RefusalCheck {
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath ERROR = FieldPath.of("error");

    private RefusalCheck() {}

    /** Reports what is wrong with the refusal. */
    public static void check(ReplyCheck replies, ApiError expected, Reply reply, FindingList findings) {
        if (reply.status() >= 200 && reply.status() < 300) {
            findings.fail(FindingId.FAULT_ACCEPTED, STATUS, words(expected), IntNode.valueOf(reply.status()));
            return;
        }
        JsonNode error = reply.object().path("error");
        if (isOfCaller(expected, reply, error)) {
            String words = (reply.status() + " " + error.path("message").asText("")).strip();
            findings.fail(
                    FindingId.CALLER_REFUSED, STATUS, "a caller with a valid key and quota", TextNode.valueOf(words));
            return;
        }
        ReplyContent understood = replies.error(reply, findings);
        if (reply.status() == 0) {
            return;
        }
        boolean isKind = reply.status() >= 400 && reply.status() < 500;
        IntNode status = IntNode.valueOf(reply.status());
        if (!isKind) {
            findings.fail(FindingId.ERROR_STATUS, STATUS, words(expected), status);
        } else if (reply.status() != expected.status()) {
            findings.warn(FindingId.ERROR_STATUS, STATUS, words(expected), status);
        }
        word("code", expected.code(), understood.error(), findings);
        word("param", expected.param(), understood.error(), findings);
    }

    /** Whether the reply refuses the caller although the request is wrong. */
    private static boolean isOfCaller(ApiError expected, Reply reply, JsonNode error) {
        boolean isOfStatus = reply.status() == 401 || reply.status() == 402 || reply.status() == 429;
        return expected.status() != 401 && (isOfStatus || ReplyContent.namesCaller(error));
    }

    private static String words(ApiError expected) {
        return String.valueOf(expected.status());
    }

    private static void word(String name, @Nullable String expected, JsonNode error, FindingList findings) {
        JsonNode actual = error.path(name);
        String given = actual.isNull() || actual.isMissingNode() ? null : actual.asText();
        if (actual.isMissingNode() || Objects.equals(expected, given)) {
            return;
        }
        String words = expected == null ? "null" : TextNode.valueOf(expected).toString();
        findings.warn(FindingId.ERROR_WORDS, ERROR.member(name), words, actual);
    }
}
