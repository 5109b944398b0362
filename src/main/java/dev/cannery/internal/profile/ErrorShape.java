package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The format of a provider's errors: their members in order, its own codes, and the layout of the body by status. */
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
                        List.of(),
                        null,
                        "{message}",
                        new ErrorLayout("application/json", 2, false, false, true, false)));
    }

    static ErrorShape read(Fields profile) {
        Fields error = profile.find("error").map(value -> value.fields("error")).orElse(null);
        if (error == null) {
            return new ErrorShape(MEMBERS, Map.of());
        }
        Map<String, Status> statuses = new LinkedHashMap<>();
        error.find("statuses")
                .map(all -> all.fields("statuses").all())
                .orElse(Map.of())
                .forEach((status, value) -> statuses.put(status, Status.read(value.fields("a status"))));
        ErrorShape shape = new ErrorShape(members(error), statuses);
        error.end();
        return shape;
    }

    private static List<String> members(Fields fields) {
        List<String> members = new ArrayList<>();
        for (SourceValue item : fields.items("members")) {
            String name = item.text().orElse("");
            members.add(name);
            if (!MEMBERS.contains(name)) {
                item.problem(UnknownWord.sentence("member", name, MEMBERS));
            }
        }
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

    ErrorLayout form(int status) {
        return status(status).form();
    }

    private Status status(int status) {
        return byStatus.getOrDefault(String.valueOf(status), standard);
    }

    /** The differences at one status. */
    private record Status(List<String> members, @Nullable String code, String message, ErrorLayout form) {
        static Status read(Fields fields) {
            Status status = new Status(
                    ErrorShape.members(fields),
                    fields.text("code"),
                    fields.text("message", "{message}"),
                    new ErrorLayout(
                            fields.text("content_type", "application/json"),
                            fields.wholeNumber("indent", 2),
                            fields.flag("newline", false),
                            fields.flag("html_escaped", false),
                            fields.flag("account_headers", false),
                            fields.flag("vary_origin", false)));
            fields.end();
            return status;
        }
    }
}
