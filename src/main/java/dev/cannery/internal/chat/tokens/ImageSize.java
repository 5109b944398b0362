package dev.cannery.internal.chat.tokens;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The size of an image in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
record ImageSize(long width, long height) {
    private static final int HEADER_CHARACTERS = 64;
    /** The number of characters in which a JPEG is searched for its size, which follows its metadata. */
    private static final int JPEG_CHARACTERS = 512 << 10;

    /** Returns the size of a PNG, GIF, WebP or JPEG image in a data URL; null if unknown. Only the necessary part is decoded. */
    static @Nullable ImageSize ofDataUrl(String url) {
        int comma = url.indexOf(',');
        if (!url.startsWith("data:") || comma < 0 || !url.substring(0, comma).endsWith(";base64")) {
            return null;
        }
        byte[] header = decoded(url, comma + 1, HEADER_CHARACTERS);
        if (starts(header, 0, "\u0089PNG") && header.length >= 24) {
            return of(number(header, 16, 4), number(header, 20, 4));
        }
        if (starts(header, 0, "GIF8") && header.length >= 10) {
            return of(little(header, 6, 2), little(header, 8, 2));
        }
        if (starts(header, 0, "RIFF") && starts(header, 8, "WEBPVP8") && header.length >= 30) {
            return ofWebp(header);
        }
        return starts(header, 0, "\u00ff\u00d8") ? ofJpeg(decoded(url, comma + 1, JPEG_CHARACTERS)) : null;
    }

    private static @Nullable ImageSize of(long width, long height) {
        return width > 0 && height > 0 ? new ImageSize(width, height) : null;
    }

    private static @Nullable ImageSize ofWebp(byte[] header) {
        return switch (header[15]) {
            case ' ' -> of(little(header, 26, 2) & 0x3fff, little(header, 28, 2) & 0x3fff);
            case 'L' -> {
                long bits = little(header, 21, 4);
                yield of((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
            }
            case 'X' -> of(little(header, 24, 3) + 1, little(header, 27, 3) + 1);
            default -> null;
        };
    }

    /** Returns the size in the first frame header, which follows other segments. */
    private static @Nullable ImageSize ofJpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 <= bytes.length && bytes[at] == (byte) 0xff) {
            int marker = bytes[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return of(number(bytes, at + 7, 2), number(bytes, at + 5, 2));
            }
            at += marker == 0xff ? 1 : 2 + (int) number(bytes, at + 2, 2);
        }
        return null;
    }

    /** Decodes the beginning of a Base64 text; stops at the first other character. */
    private static byte[] decoded(String url, int from, int most) {
        int end = from;
        while (end < url.length() && end - from < most && isBase64(url.charAt(end))) {
            end++;
        }
        end -= (end - from) % 4 == 1 ? 1 : 0;
        return Base64.getDecoder().decode(url.substring(from, end));
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    private static boolean starts(byte[] bytes, int at, String mark) {
        for (int i = 0; i < mark.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != (byte) mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }

    private static long little(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
