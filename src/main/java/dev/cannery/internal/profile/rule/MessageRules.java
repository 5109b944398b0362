package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Capability;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.regex.Pattern;

/** Rules about each message on its own. */
final class MessageRules {
    /** What may stand in an assistant's message in the place of its content. */
    private static final List<String> SUBSTITUTES = List.of("tool_calls", "function_call", "refusal", "audio");

    private MessageRules() {}

    static void roles(Subject subject, Inspection inspection) {
        Capability capability = subject.capability("role");
        if (capability != null) {
            forEach(subject, inspection, (message, index) -> {
                if (message.path("role").isTextual()) {
                    inspection.enter("role");
                    capability.refuse(message.path("role"), inspection);
                    inspection.leave();
                }
            });
        }
    }

    static void names(Subject subject, Inspection inspection) {
        Pattern pattern = subject.traits().messageName();
        if (pattern != null) {
            forEach(subject, inspection, (message, index) -> {
                JsonNode name = message.path("name");
                if (name.isTextual() && !pattern.matcher(name.textValue()).find()) {
                    inspection.report(Refusals.noMatch(inspection.path("name"), pattern.pattern()));
                }
            });
        }
    }

    static void images(Subject subject, Inspection inspection) {
        forEach(subject, inspection, (message, index) -> {
            String role = message.path("role").asText();
            if (!role.equals("user") && hasPart(message, "image_url")) {
                inspection.report(ApiError.invalidRequest(
                        "invalid_value",
                        inspection.path(),
                        "Invalid '" + inspection.path()
                                + "'. Image URLs are only allowed for messages with role 'user', but this message"
                                + " with role '" + role + "' contains an image URL."));
            }
        });
    }

    static void content(Subject subject, Inspection inspection) {
        forEach(subject, inspection, (message, index) -> {
            JsonNode content = message.path("content");
            if ((content.isMissingNode() || content.isNull()) && !isReplaced(message)) {
                inspection.report(Refusals.plain(
                        "messages.[" + index + "].content",
                        "Invalid value for 'content': expected a string, got null."));
            }
        });
    }

    private static boolean isReplaced(JsonNode message) {
        return message.path("role").asText().equals("assistant")
                && SUBSTITUTES.stream().anyMatch(message::hasNonNull);
    }

    static void contentTypes(Subject subject, Inspection inspection) {
        refuseParts(Mark.NO_IMAGES, "image_url", subject, inspection);
        refuseParts(Mark.NO_AUDIO, "input_audio", subject, inspection);
        refuseAudio(subject, inspection);
        if (subject.has(Mark.ONLY_AUDIO) && !hasAudio(subject)) {
            inspection.report(ApiError.invalidRequest(
                    "invalid_value",
                    "model",
                    "This model requires that either input content or output modality contain audio."));
        }
    }

    private static void refuseParts(Mark mark, String type, Subject subject, Inspection inspection) {
        if (!subject.has(mark)) {
            return;
        }
        forEach(
                subject,
                inspection,
                (message, index) -> forEachPart(message, (part, position) -> {
                    if (type.equals(part.path("type").textValue())) {
                        inspection.report(Refusals.plain(
                                "messages.[" + index + "].content.[" + position + "].type",
                                "Invalid content type. " + type + " is only supported by certain models."));
                    }
                }));
    }

    private static void refuseAudio(Subject subject, Inspection inspection) {
        if (!subject.has(Mark.NO_AUDIO_PARTS)) {
            return;
        }
        forEach(subject, inspection, (message, index) -> {
            if (hasPart(message, "input_audio")) {
                inspection.report(ApiError.invalidRequest(
                        "invalid_value",
                        inspection.path(),
                        "Invalid '" + inspection.path()
                                + "'. Content blocks are expected to be either text or image_url type."));
            }
        });
    }

    private static boolean hasAudio(Subject subject) {
        return Json.values(subject.sent("modalities")).anyMatch(word -> "audio".equals(word.textValue()))
                || Json.values(subject.request().messages())
                        .anyMatch(message -> hasPart(message, "input_audio") || message.hasNonNull("audio"));
    }

    private static boolean hasPart(JsonNode message, String type) {
        JsonNode content = message.path("content");
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            if (type.equals(content.get(i).path("type").textValue())) {
                return true;
            }
        }
        return false;
    }

    static void forEachPart(JsonNode message, Visit visit) {
        JsonNode content = message.path("content");
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            visit.at(content.get(i), i);
        }
    }

    static void forEach(Subject subject, Inspection inspection, Visit visit) {
        JsonNode messages = subject.request().messages();
        inspection.enter("messages");
        for (int i = 0; messages.isArray() && i < messages.size() && !inspection.isOver(); i++) {
            inspection.enter(i);
            visit.at(messages.get(i), i);
            inspection.leave();
        }
        inspection.leave();
    }

    /** What is done with an element and its index. */
    interface Visit {
        void at(JsonNode element, int index);
    }
}
