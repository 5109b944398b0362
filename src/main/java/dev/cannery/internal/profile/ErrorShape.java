package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorForm;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a provider writes an error: which members in which order, its own codes, and the body's form by status. */
final class ErrorShape {
    private static final List<String> MEMBERS = List.of("message", "type", "param", "code");

    private final List<String> members;
    private final Map<String, Status> byStatus;
    private final Status standard;

    private ErrorShape(List<String> members, Map<String, Status> byStatus) {
        this.members = members.isEmpty() ? MEMBERS : members;
        this.byStatus = byStatus;
        this.standard = byStatus.getOrDefault(
                "default",
                new Status(
                        List.of(), null, "{message}", new ErrorForm("application/json", 2, false, false, true, false)));
    }

    static ErrorShape read(YamlValues values, YamlNode profile) {
        YamlNode error = profile.member("error");
        if (error == null) {
            return new ErrorShape(MEMBERS, Map.of());
        }
        List<String> members = members(values, error);
        Map<String, Status> statuses = new LinkedHashMap<>();
        YamlNode list = error.member("statuses");
        if (list != null) {
            list.members().forEach((status, node) -> statuses.put(status, Status.read(values, node)));
        }
        error.reportUnasked(values.faults());
        return new ErrorShape(members, statuses);
    }

    private static List<String> members(YamlValues values, YamlNode node) {
        List<String> members = new ArrayList<>();
        values.forEachText(node, "members", (name, item) -> {
            members.add(name);
            if (!MEMBERS.contains(name)) {
                values.faults().addUnknown(item, "member", name, MEMBERS);
            }
        });
        return members;
    }

    ObjectNode body(ApiError error) {
        ObjectNode body = Json.object();
        ObjectNode inner = body.putObject("error");
        Status status = status(error.status());
        for (String member : status.members().isEmpty() ? members : status.members()) {
            switch (member) {
                case "message" -> inner.put(member, status.message().replace("{message}", error.message()));
                case "type" -> inner.put(member, error.type());
                case "param" -> inner.put(member, error.param());
                default -> inner.put(member, status.code() == null ? error.code() : status.code());
            }
        }
        return body;
    }

    ErrorForm form(int status) {
        return status(status).form();
    }

    private Status status(int status) {
        return byStatus.getOrDefault(String.valueOf(status), standard);
    }

    /** What is special at one status; no members where they are the usual ones. */
    private record Status(List<String> members, @Nullable String code, String message, ErrorForm form) {
        static Status read(YamlValues values, YamlNode node) {
            Status status = new Status(
                    ErrorShape.members(values, node),
                    values.text(node, "code"),
                    values.text(node, "message", "{message}"),
                    new ErrorForm(
                            values.text(node, "content_type", "application/json"),
                            values.integer(node, "indent", 2),
                            values.flag(node, "newline", false),
                            values.flag(node, "html_escaped", false),
                            values.flag(node, "account_headers", false),
                            values.flag(node, "vary_origin", false)));
            node.reportUnasked(values.faults());
            return status;
        }
    }
}
