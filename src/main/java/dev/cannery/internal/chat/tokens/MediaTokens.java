package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What images, sounds and files of a request cost. An image whose size can be seen costs what OpenAI publishes; all else is an
 * estimate: an image behind a URL is taken for one of 1024 pixels, a file for a page, and a sound for as long as its bytes
 * last.
 */
final class MediaTokens {
    private static final int PER_FILE = 220;
    private static final int PER_SOUND = 4;
    private static final int PER_SECOND = 10;
    private static final int MP3_BYTES_PER_SECOND = 16_000;
    private static final int WAV_BYTES_PER_SECOND = 48_000;

    private final ModelFamily family;

    MediaTokens(ModelFamily family) {
        this.family = family;
    }

    int of(JsonNode messages) {
        long count = 0;
        for (JsonNode message : messages) {
            if (message.path("content").isArray()) {
                for (JsonNode part : message.path("content")) {
                    count += ofPart(part);
                }
            }
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, count);
    }

    private int ofPart(JsonNode part) {
        return switch (part.path("type").asText("")) {
            case "image_url" -> ofImage(part.path("image_url"));
            case "input_audio" -> ofSound(part.path("input_audio"));
            case "file" -> PER_FILE;
            default -> 0;
        };
    }

    private int ofImage(JsonNode image) {
        String detail = image.path("detail").asText("auto");
        JsonNode url = image.isTextual() ? image : image.path("url");
        ImageSize size = ImageSize.ofDataUrl(url.asText(""));
        return ImageRule.of(family.name(), detail).tokens(size == null ? ImageRule.UNKNOWN : size, detail);
    }

    private static int ofSound(JsonNode sound) {
        long bytes = sound.path("data").asText("").length() * 3L / 4;
        boolean mp3 = sound.path("format").asText("").equals("mp3");
        int perSecond = mp3 ? MP3_BYTES_PER_SECOND : WAV_BYTES_PER_SECOND;
        return PER_SOUND + (int) (bytes * PER_SECOND / perSecond);
    }
}
