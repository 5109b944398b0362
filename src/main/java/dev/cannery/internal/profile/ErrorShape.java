package dev.cannery.internal.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.HeaderReader;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format of a provider's errors: the body as a template, its own codes, and the layout of the body by status. */
final class ErrorShape {
    /** The slots of the values of an error, by the names of its members: {@code error_type} for {@code type}. */
    private static final Map<String, Slot> MEMBERS = members();

    private static final Pattern KEY = Pattern.compile("[45]\\d\\d|default");
    private static final int WIDEST_INDENT = 8;
    private static final int LOWEST_SENT = 200;
    private static final int HIGHEST_SENT = 599;

    private static final Template USUAL = inError(List.copyOf(MEMBERS.keySet()));

    private final Template body;
    private final boolean isInList;
    private final Map<String, Status> byStatus;
    private final Status standard;

    private ErrorShape(Template body, boolean isInList, Map<String, Status> byStatus) {
        this.body = body;
        this.isInList = isInList;
        this.byStatus = byStatus;
        this.standard = byStatus.getOrDefault(
                "default",
                new Status(
                        null,
                        null,
                        "{message}",
                        new ErrorLayout(
                                "application/json",
                                2,
                                false,
                                false,
                                0,
                                new ErrorLayout.Headers(true, true, false, Map.of()))));
    }

    private static Map<String, Slot> members() {
        Map<String, Slot> members = new LinkedHashMap<>();
        members.put("message", Slot.ERROR_MESSAGE);
        members.put("type", Slot.ERROR_TYPE);
        members.put("param", Slot.ERROR_PARAM);
        members.put("code", Slot.ERROR_CODE);
        return members;
    }

    private static Template inError(List<String> names) {
        List<Template.Member> members = new ArrayList<>();
        for (String name : names) {
            Slot slot = MEMBERS.get(name);
            if (slot != null) {
                members.add(new Template.Member(name, new Template.Value.Filled(slot, null)));
            }
        }
        return Template.of(List.of(new Template.Member("error", new Template.Value.Nested(Template.of(members)))));
    }

    static ErrorShape read(Fields profile) {
        Fields error = profile.find("error").map(value -> value.fields("error")).orElse(null);
        if (error == null) {
            return new ErrorShape(USUAL, false, Map.of());
        }
        TemplateReader templates = new TemplateReader(error.find("constants"));
        Map<String, Status> statuses = new LinkedHashMap<>();
        error.find("statuses")
                .map(all -> all.fields("statuses").all())
                .orElse(Map.of())
                .forEach((status, value) -> {
                    if (!KEY.matcher(status).matches()) {
                        value.problem(
                                "the errors of a status are given by its number, 400 to 599, or as 'default', was '"
                                        + status + "'");
                    }
                    statuses.put(status, Status.read(value.fields("a status"), templates));
                });
        ErrorShape shape = new ErrorShape(body(error, templates).orElse(USUAL), error.flag("in_list", false), statuses);
        error.end();
        return shape;
    }

    /** Returns the body that the key {@code body} shows, or the one of which {@code members} lists the error's members. */
    private static Optional<Template> body(Fields fields, TemplateReader templates) {
        List<String> members = names(fields);
        return fields.find("body")
                .map(templates::template)
                .or(() -> members.isEmpty() ? Optional.empty() : Optional.of(inError(members)));
    }

    private static List<String> names(Fields fields) {
        List<String> members = new ArrayList<>();
        for (SourceValue item : fields.items("members")) {
            String name = item.text().orElse("");
            members.add(name);
            if (!MEMBERS.containsKey(name)) {
                item.problem(UnknownWord.sentence("member", name, MEMBERS.keySet()));
            }
        }
        return members;
    }

    /** Reads the status that is sent in place of the error's own; 0 for that one. */
    static int sentStatus(Fields fields) {
        int status = fields.wholeNumber("sent_status", 0);
        if (fields.has("sent_status") && (status < LOWEST_SENT || status > HIGHEST_SENT)) {
            fields.placeOf("sent_status")
                    .problem("expected a status from " + LOWEST_SENT + " to " + HIGHEST_SENT + ", was " + status);
            return 0;
        }
        return status;
    }

    JsonNode body(ApiError error) {
        Status status = status(error.status());
        Template template = status.body() == null ? body : status.body();
        byte[] json = Json.write(Json.Layout.COMPACT, out -> {
            if (isInList) {
                out.writeStartArray();
            }
            template.write(out, new Values(error, status));
            if (isInList) {
                out.writeEndArray();
            }
        });
        try {
            return Json.parse(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an error of ours is not JSON", e);
        }
    }

    ErrorLayout form(int status) {
        return status(status).form();
    }

    private Status status(int status) {
        return byStatus.getOrDefault(String.valueOf(status), standard);
    }

    /** The values of one error. */
    private record Values(ApiError error, Status status) implements Scene {
        @Override
        public @Nullable Object value(Slot slot) {
            return switch (slot) {
                case ERROR_MESSAGE -> status.message().replace("{message}", error.message());
                case ERROR_TYPE -> error.type();
                case ERROR_PARAM -> error.param();
                case ERROR_CODE -> status.code() == null ? error.code() : status.code();
                case STATUS -> error.status();
                case STATUS_TEXT -> String.valueOf(error.status());
                default -> null;
            };
        }

        @Override
        public boolean holds(Condition condition) {
            return false;
        }
    }

    /** The differences at one status. */
    private record Status(@Nullable Template body, @Nullable String code, String message, ErrorLayout form) {
        static Status read(Fields fields, TemplateReader templates) {
            Status status = new Status(
                    ErrorShape.body(fields, templates).orElse(null),
                    fields.text("code"),
                    fields.text("message", "{message}"),
                    new ErrorLayout(
                            fields.find("content_type")
                                    .flatMap(HeaderReader::contentType)
                                    .orElse("application/json"),
                            indent(fields),
                            fields.flag("newline", false),
                            fields.flag("html_escaped", false),
                            sentStatus(fields),
                            new ErrorLayout.Headers(
                                    fields.flag("account_headers", false),
                                    fields.flag("limit_headers", true),
                                    fields.flag("processing_header", false),
                                    fields.find("headers")
                                            .flatMap(HeaderReader::headers)
                                            .orElse(Map.of()))));
            fields.end();
            return status;
        }

        private static int indent(Fields fields) {
            int indent = fields.wholeNumber("indent", 2);
            if (indent > WIDEST_INDENT) {
                fields.placeOf("indent").problem("expected at most " + WIDEST_INDENT + " blanks, was " + indent);
            }
            return Math.min(indent, WIDEST_INDENT);
        }
    }
}
