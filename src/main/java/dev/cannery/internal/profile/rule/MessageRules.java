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

/** Rules on each message and on the parts of its content. */
final class MessageRules {
    static final List<NamedRule> ALL = List.of(
            new NamedRule(
                    "message-roles", "reported", "the model accepts each message's role", MessageRules::messageRoles),
            new NamedRule(
                    "message-names",
                    "reported",
                    "each message's `name` matches the model's pattern",
                    MessageRules::messageNames),
            new NamedRule("user-images", "reported", "only user messages contain images", MessageRules::userImages),
            new NamedRule(
                    "image-addresses",
                    "reported",
                    "`image_url` is an object (text for some older models) with a web or data URL",
                    MessageRules::imageAddresses),
            new NamedRule(
                    "file-parts",
                    "reported",
                    "a file has a `file_id`, or `file_data` and `filename`",
                    MessageRules::fileParts),
            new NamedRule(
                    "message-content",
                    "measured",
                    "each message has content; an assistant message may have tool calls, a refusal or audio instead",
                    MessageRules::messageContent),
            new NamedRule(
                    "content-types",
                    "reported",
                    "the model accepts images and audio if the request contains them",
                    MessageRules::contentTypes),
            new NamedRule(
                    "image-data",
                    "recorded",
                    "an image sent as a data URL has an image type, is valid Base64, and is a PNG, JPEG, GIF or WebP by its first bytes",
                    MessageRules::imageData));

    /** Members of an assistant message that replace its content. */
    private static final List<String> SUBSTITUTES = List.of("tool_calls", "function_call", "refusal", "audio");

    private static final List<String> ADDRESSES = List.of("data:", "https:", "http:");

    private MessageRules() {}

    private static void messageRoles(ReviewedRequest subject, Inspection inspection) {
        Capability capability = subject.capability("role");
        if (capability != null) {
            subject.forEachMessage(inspection, (message, index) -> {
                if (message.path("role").isTextual()) {
                    inspection.enter("role");
                    capability.refuse(message.path("role"), inspection);
                    inspection.leave();
                }
            });
        }
    }

    private static void messageNames(ReviewedRequest subject, Inspection inspection) {
        Pattern pattern = subject.traits().messageName();
        if (pattern != null) {
            subject.forEachMessage(inspection, (message, index) -> {
                JsonNode name = message.path("name");
                if (name.isTextual() && !pattern.matcher(name.textValue()).find()) {
                    inspection.report(Refusals.noMatch(inspection.path("name"), pattern.pattern()));
                }
            });
        }
    }

    private static void userImages(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
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

    private static void imageAddresses(ReviewedRequest subject, Inspection inspection) {
        subject.forEachPart(inspection, part -> {
            JsonNode image = part.path("image_url");
            if (image.isTextual() && !subject.has(Mark.IMAGE_AS_TEXT)) {
                inspection.report(Refusals.wrongType(inspection.path("image_url"), "an object", image));
                return;
            }
            JsonNode url = image.isTextual() ? image : image.path("url");
            if (url.isTextual() && !isAddress(url.textValue())) {
                inspection.report(noAddress(inspection.path(image.isTextual() ? "image_url" : "image_url.url")));
            }
        });
    }

    private static void fileParts(ReviewedRequest subject, Inspection inspection) {
        subject.forEachPart(inspection, part -> {
            JsonNode file = part.path("file");
            boolean sentAlong = file.hasNonNull("file_data") && file.hasNonNull("filename");
            if (file.isObject() && !sentAlong && !file.hasNonNull("file_id")) {
                inspection.report(Refusals.missing(inspection.path("file.file_id")));
            }
        });
    }

    private static void messageContent(ReviewedRequest subject, Inspection inspection) {
        subject.forEachMessage(inspection, (message, index) -> {
            JsonNode content = message.path("content");
            if ((content.isMissingNode() || content.isNull()) && !isReplaced(message)) {
                inspection.report(Refusals.plain(
                        "messages.[" + index + "].content",
                        "Invalid value for 'content': expected a string, got null."));
            }
        });
    }

    private static void contentTypes(ReviewedRequest subject, Inspection inspection) {
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

    private static void imageData(ReviewedRequest subject, Inspection inspection) {
        subject.forEachPart(
                inspection,
                part -> ImageData.of(part.path("image_url").path("url").asText())
                        .ifPresent(image -> image.check(inspection)));
    }

    private static boolean isReplaced(JsonNode message) {
        return message.path("role").asText().equals("assistant")
                && SUBSTITUTES.stream().anyMatch(message::hasNonNull);
    }

    private static void refuseParts(Mark mark, String type, ReviewedRequest subject, Inspection inspection) {
        if (!subject.has(mark)) {
            return;
        }
        subject.forEachMessage(inspection, (message, index) -> {
            JsonNode content = message.path("content");
            for (int i = 0; content.isArray() && i < content.size(); i++) {
                if (type.equals(content.get(i).path("type").textValue())) {
                    inspection.report(Refusals.plain(
                            "messages.[" + index + "].content.[" + i + "].type",
                            "Invalid content type. " + type + " is only supported by certain models."));
                }
            }
        });
    }

    private static void refuseAudio(ReviewedRequest subject, Inspection inspection) {
        if (!subject.has(Mark.NO_AUDIO_PARTS)) {
            return;
        }
        subject.forEachMessage(inspection, (message, index) -> {
            if (hasPart(message, "input_audio")) {
                inspection.report(ApiError.invalidRequest(
                        "invalid_value",
                        inspection.path(),
                        "Invalid '" + inspection.path()
                                + "'. Content blocks are expected to be either text or image_url type."));
            }
        });
    }

    private static boolean hasAudio(ReviewedRequest subject) {
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

    private static boolean isAddress(String url) {
        return ADDRESSES.stream().anyMatch(start -> url.regionMatches(true, 0, start, 0, start.length()));
    }

    private static ApiError noAddress(String path) {
        return ApiError.invalidRequest(
                "invalid_value",
                path,
                "Invalid image URL: '" + path
                        + "'. Expected a base64-encoded data URL with an image MIME type (e.g."
                        + " 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got a value without the 'data:'"
                        + " prefix.");
    }
}
