package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.FindingList;

/** The finding that a reply is not from the API (C015). */
public final class NotTheApi {
    private NotTheApi() {}

    /** Reports a reply that is not from the API, with a hint how to fix it. */
    public static void report(ChatEndpoint endpoint, Reply reply, String address, FindingList findings) {
        String type = reply.header("content-type");
        String kind = type.isEmpty() ? "" : " (" + type + ")";
        TextNode actual = TextNode.valueOf(reply.status() + kind + " from " + address);
        findings.fail(FindingId.NOT_THE_API, FieldPath.of("status"), StatusWords.ofForeign(endpoint, reply), actual);
    }
}
