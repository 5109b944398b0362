package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.model.Mark;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.profile.shape.Refusals;
import java.util.List;

/** Rules about each part of a message's content on its own. */
final class PartRules {
    private static final List<String> ADDRESSES = List.of("data:", "https:", "http:");

    private PartRules() {}

    static void imageAddresses(Subject subject, Inspection inspection) {
        forEach(subject, inspection, part -> {
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

    static void files(Subject subject, Inspection inspection) {
        forEach(subject, inspection, part -> {
            JsonNode file = part.path("file");
            boolean sentAlong = file.hasNonNull("file_data") && file.hasNonNull("filename");
            if (file.isObject() && !sentAlong && !file.hasNonNull("file_id")) {
                inspection.report(Refusals.missing(inspection.path("file.file_id")));
            }
        });
    }

    private static void forEach(Subject subject, Inspection inspection, Visit visit) {
        MessageRules.forEach(subject, inspection, (message, index) -> {
            inspection.enter("content");
            MessageRules.forEachPart(message, (part, position) -> {
                inspection.enter(position);
                visit.at(part);
                inspection.leave();
            });
            inspection.leave();
        });
    }

    /** What is done with a part. */
    private interface Visit {
        void at(JsonNode part);
    }
}
