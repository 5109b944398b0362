package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.shape.Inspection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An image that is sent as a data URL. Its Base64 is validated, but only its first bytes are decoded.
 *
 * @param url the data URL
 * @param start where its Base64 begins
 */
record ImageData(String url, int start) {
    private static final String SCHEME = "data:";
    private static final String TYPE = "image/";
    private static final String MARKER = ";base64,";

    /** The number of Base64 characters that identify a format: 16 characters hold 12 bytes. */
    private static final int HEAD = 16;

    private static final List<String> SIGNATURES = List.of("\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "RIFF");

    /** Returns the image of a data URL; empty for any other URL. */
    static Optional<ImageData> of(String url) {
        int marker = url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? url.indexOf(MARKER) : -1;
        return marker < 0 ? Optional.empty() : Optional.of(new ImageData(url, marker + MARKER.length()));
    }

    void check(Inspection inspection) {
        if (!url.regionMatches(true, SCHEME.length(), TYPE, 0, TYPE.length())) {
            inspection.report(refusal("Invalid MIME type. Only image types are supported."));
        } else if (isShortened()) {
            return;
        } else if (!isBase64()) {
            inspection.report(ApiError.invalidRequest("invalid_base64", null, "Invalid base64 image_url."));
        } else if (!isImage()) {
            inspection.report(
                    refusal("You uploaded an unsupported image. Please make sure your image has of one the following"
                            + " formats: ['png', 'jpeg', 'gif', 'webp']."));
        }
    }

    private static ApiError refusal(String message) {
        return ApiError.invalidRequest("invalid_image_format", null, message);
    }

    /** Whether a recorder truncated the data and left its mark, so that they cannot be checked. */
    private boolean isShortened() {
        return url.indexOf('…') >= 0;
    }

    /** Whether the rest of the URL is non-empty Base64 with padding; line breaks are ignored. */
    private boolean isBase64() {
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

    private boolean isImage() {
        String head = url.substring(start, start + Math.min(HEAD, (url.length() - start) / 4 * 4));
        try {
            String bytes = new String(Base64.getMimeDecoder().decode(head), StandardCharsets.ISO_8859_1);
            return SIGNATURES.stream().anyMatch(bytes::startsWith);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
