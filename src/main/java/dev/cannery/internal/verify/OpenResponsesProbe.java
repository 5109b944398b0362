package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyContent;
import dev.cannery.internal.verify.probe.OpenResponses;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sends the requests that every server of the Responses API answers, and checks the responses. */
final class OpenResponsesProbe {
    private static final ChatEndpoint ENDPOINT = ChatEndpoint.RESPONSES;
    private static final Subject SUBJECT = Subject.ofTarget("answers as Open Responses", ENDPOINT);

    private final Session session;
    private final Set<String> reported = new TreeSet<>();

    OpenResponsesProbe(Session session) {
        this.session = session;
    }

    /** Sends the requests. If this thread is interrupted, returns the result so far, and the thread stays interrupted. */
    InteractionResult run() {
        return new TargetRequests<>(session, SUBJECT, OpenResponses.points()).run(this::put, "there are none");
    }

    private Attempt put(OpenResponses.Point point) throws InterruptedException {
        ObjectNode body = point.body().deepCopy().put("model", session.model());
        ChatRequest request = ChatRequest.of("/v1" + ENDPOINT.path(), Map.of(), body);
        Reply reply = session.send(request, point.name());
        FindingList findings = new FindingList();
        ReplyContent understood = session.check(ENDPOINT).success(request, reply, findings);
        session.budget().spend(understood.tokens());
        if (understood.isAnswer()) {
            members(understood.asReceived(reply), findings);
        }
        Verdicts.endOf(findings).ifPresent(why -> session.end(ENDPOINT, why));
        Attempt.Sent sent = new Attempt.Sent(point.name(), body, "");
        return new Attempt(1, sent, AnswerExcerpt.of(reply, List.of()), findings.findings());
    }

    /** Reports members that are missing, each once. The provider's own profile decides whether that is a failure. */
    private void members(JsonNode response, FindingList findings) {
        List<String> missing = OpenResponses.missingIn(response).stream()
                .filter(name -> reported.add(name.replaceAll("\\d+", "")))
                .toList();
        if (!missing.isEmpty()) {
            findings.warn(
                    FindingId.ANSWER_MISSING,
                    FieldPath.of("response"),
                    "all members that Open Responses requires",
                    TextNode.valueOf(String.join(", ", missing) + " missing"));
        }
    }
}
