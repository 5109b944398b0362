package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTokensTest {
    /** The figures are those of OpenAI's examples, or recorded. */
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1024, 1024, auto, 765",
        "gpt-4o, 2048, 4096, high, 1105",
        "gpt-4o, 4096, 8192, low, 85",
        "gpt-4o, 1, 1, auto, 255",
        "gpt-4.1, 2560, 1669, auto, 1105",
        "gpt-4o-mini, 100, 100, auto, 8500",
        "gpt-4o-mini, 100, 100, low, 2833",
        "gpt-5, 512, 512, auto, 210",
        "o1, 128, 64, high, 225",
        "o3, 128, 64, low, 75",
        "gpt-4.1-mini, 128, 64, auto, 14",
        "gpt-4.1-nano, 128, 64, auto, 21",
        "o4-mini, 128, 64, auto, 15",
        "gpt-5-mini, 640, 480, auto, 361",
        "gpt-5-nano, 640, 480, auto, 451",
        "gpt-4.1-mini, 4000, 1474, auto, 2349"
    })
    void imagesCostWhatOpenAiPublishes(String model, int width, int height, String detail, int tokens) {
        assertThat(MediaTokens.ImageRule.of(model, detail).tokens(new ImageSize(width, height), detail))
                .isEqualTo(tokens);
    }

    @Test
    void theSizeStandsInTheFirstBytes() {
        assertThat(sizeOf("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\u0002\0\0\0\u0003"))
                .isEqualTo(new ImageSize(258, 3));
        assertThat(sizeOf("GIF89a\u0005\u0001\u0006\0")).isEqualTo(new ImageSize(261, 6));
        assertThat(sizeOf("RIFF....WEBPVP8X........\u0007\0\0\u0009\u0001\0")).isEqualTo(new ImageSize(8, 266));
        assertThat(sizeOf("RIFF....WEBPVP8 ..........\u0010\u0001\40\0")).isEqualTo(new ImageSize(272, 32));
        assertThat(sizeOf("RIFF....WEBPVP8L..../\u0003@\u0001\0.....")).isEqualTo(new ImageSize(4, 6));
    }

    @Test
    void theSizeOfAJpegStandsBehindItsMetadata() {
        String metadata = "\u00ff\u00e1\u00c0\u0002" + "m".repeat(0xc000);
        String frame = "\u00ff\u00c2\0\u0011\u0008\u0002\u0001\u0003\u0004";

        assertThat(sizeOf("\u00ff\u00d8" + metadata.repeat(2) + frame)).isEqualTo(new ImageSize(772, 513));
        assertThat(sizeOf("\u00ff\u00d8" + metadata.repeat(20) + frame)).isNull();
        assertThat(sizeOf("\u00ff\u00d8" + metadata)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data:",
                "https://example.com/a.png",
                "data:image/png,abc",
                "data:image/png;base64,",
                "data:image/png;base64,####",
                "data:image/png;base64,iVBORw0KGgo=",
                "data:image/jpeg;base64,/9j/",
                "data:image/png;base64,AAAA"
            })
    void aSizeThatCannotBeSeenIsUnknown(String url) {
        assertThat(ImageSize.ofDataUrl(url)).isNull();
    }

    private static @Nullable ImageSize sizeOf(String bytes) {
        return ImageSize.ofDataUrl("data:image/x;base64,"
                + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
