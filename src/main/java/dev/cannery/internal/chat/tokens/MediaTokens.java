package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Counts the tokens of images, audio and files in a request. An image of known size is counted as OpenAI publishes. Everything
 * else is estimated: an image behind a URL as one of 1024 pixels, a file as one page, audio by the duration of its bytes.
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

    /**
     * The tokens of an image by OpenAI's published rules: older models count tiles of 512 pixels, newer ones patches of 32.
     *
     * @param base tokens per image
     * @param each tokens per tile or patch
     * @param mostPatches the maximum number of patches, to which larger images are scaled down; 0 for a model that counts tiles
     */
    record ImageRule(int base, double each, int mostPatches) {
        /** The size assumed for images of unknown size. */
        static final ImageSize UNKNOWN = new ImageSize(1024, 1024);

        private static final int GPT_5 = 500;
        private static final int GPT_5_4 = 504;
        private static final int TILE = 512;
        private static final int PATCH = 32;
        private static final int PATCHES = 1_536;
        private static final int PATCHES_OF_GPT_5_4 = 2_500;
        private static final int PATCHES_OF_ORIGINAL = 10_000;
        private static final int LONG_SIDE = 2_048;
        private static final int SHORT_SIDE = 768;

        /** Returns the rule for a model. The rule of gpt-5.4 and later is an estimate: nothing was recorded. */
        static ImageRule of(String name, String detail) {
            boolean mini = name.contains("-mini");
            boolean nano = name.contains("-nano");
            if (name.startsWith("gpt-4o-mini")) {
                return tiles(2_833, 5_667);
            }
            if (name.startsWith("gpt-4.1-") && (mini || nano)) {
                return patches(mini ? 1.62 : 2.46, PATCHES);
            }
            if (name.startsWith("o4-mini")) {
                return patches(1.72, PATCHES);
            }
            int version = ModelFamily.version(name);
            if (version >= GPT_5 && (mini || nano)) {
                return patches(mini ? 1.2 : 1.5, PATCHES);
            }
            if (version >= GPT_5_4) {
                return patches(1, detail.equals("original") ? PATCHES_OF_ORIGINAL : PATCHES_OF_GPT_5_4);
            }
            if (version >= GPT_5) {
                return tiles(70, 140);
            }
            return name.startsWith("o1") || name.startsWith("o3") ? tiles(75, 150) : tiles(85, 170);
        }

        private static ImageRule tiles(int base, int each) {
            return new ImageRule(base, each, 0);
        }

        /** Recorded usage has one token more than the published rule. */
        private static ImageRule patches(double each, int most) {
            return new ImageRule(1, each, most);
        }

        int tokens(ImageSize size, String detail) {
            if (mostPatches > 0) {
                return base + (int) Math.ceil(patches(size) * each - 1e-9);
            }
            return detail.equals("low") ? base : base + ((int) each) * tiles(size);
        }

        private static int tiles(ImageSize size) {
            double fit = Math.min(1, (double) LONG_SIDE / Math.max(size.width(), size.height()));
            double width = size.width() * fit;
            double height = size.height() * fit;
            double shrunk = Math.min(1, SHORT_SIDE / Math.min(width, height));
            return pieces(width * shrunk, TILE) * pieces(height * shrunk, TILE);
        }

        /** Returns the number of patches that cover the image, which is scaled down to whole patches when there are too many. */
        private double patches(ImageSize size) {
            double width = size.width();
            double height = size.height();
            if (Math.ceil(width / PATCH) * Math.ceil(height / PATCH) <= mostPatches) {
                return Math.ceil(width / PATCH) * Math.ceil(height / PATCH);
            }
            double fit = Math.sqrt((double) PATCH * PATCH * mostPatches / (width * height));
            double across = width * fit / PATCH;
            double down = height * fit / PATCH;
            fit *= Math.min(Math.floor(across) / across, Math.floor(down) / down);
            return Math.min(
                    mostPatches, Math.max(1, (double) pieces(width * fit, PATCH) * pieces(height * fit, PATCH)));
        }

        private static int pieces(double pixels, int each) {
            return (int) Math.ceil(pixels / each - 1e-9);
        }
    }
}
