package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.shape.Inspection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Images that are sent inside a request, whose Base64 is read and of whose bytes only the first are looked at. */
final class ImageData {
    private static final String SCHEME = "data:";
    private static final String TYPE = "image/";
    private static final String MARKER = ";base64,";

    /** How many characters hold the bytes that tell a format: 16 give 12 bytes. */
    private static final int HEAD = 16;

    private static final List<String> SIGNATURES = List.of("\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "RIFF");

    private ImageData() {}

    static void check(Subject subject, Inspection inspection) {
        for (JsonNode message : subject.request().messages()) {
            JsonNode content = message.path("content");
            for (int i = 0; content.isArray() && i < content.size() && !inspection.isOver(); i++) {
                check(content.get(i).path("image_url").path("url").asText(), inspection);
            }
        }
    }

    private static void check(String url, Inspection inspection) {
        int start = url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? url.indexOf(MARKER) : -1;
        if (start < 0) {
            return;
        }
        if (!url.regionMatches(true, SCHEME.length(), TYPE, 0, TYPE.length())) {
            inspection.report(refusal("Invalid MIME type. Only image types are supported."));
        } else if (isShortened(url)) {
            return;
        } else if (!isBase64(url, start + MARKER.length())) {
            inspection.report(ApiError.invalidRequest("invalid_base64", null, "Invalid base64 image_url."));
        } else if (!isImage(url, start + MARKER.length())) {
            inspection.report(
                    refusal("You uploaded an unsupported image. Please make sure your image has of one the following"
                            + " formats: ['png', 'jpeg', 'gif', 'webp']."));
        }
    }

    private static ApiError refusal(String message) {
        return ApiError.invalidRequest("invalid_image_format", null, message);
    }

    /** Recorders cut long data and leave this mark, behind which nothing can be judged. */
    private static boolean isShortened(String url) {
        return url.indexOf('…') >= 0;
    }

    /** Whether the rest of the address is Base64 with its padding, and more than nothing; line breaks do not count. */
    private static boolean isBase64(String url, int start) {
        int digits = 0;
        int padding = 0;
        for (int i = start; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '=') {
                padding++;
            } else if (isDigit(c) && padding == 0) {
                digits++;
            } else if (c != '\r' && c != '\n') {
                return false;
            }
        }
        return digits > 0 && padding <= 2 && (digits + padding) % 4 == 0;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    private static boolean isImage(String url, int start) {
        String head = url.substring(start, start + Math.min(HEAD, (url.length() - start) / 4 * 4));
        try {
            String bytes = new String(Base64.getMimeDecoder().decode(head), StandardCharsets.ISO_8859_1);
            return SIGNATURES.stream().anyMatch(bytes::startsWith);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
