package dev.cannery.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SseBlockTest {
    @Test
    void theBlocksBehindEachOtherAreTheStream() {
        String stream = "\n\n: OPENROUTER\n\nevent: x\r\ndata:{\"a\"\r\ndata: :1}\r\n\r\n\r\ndata: [DONE]";

        List<SseBlock> blocks = SseBlock.split(stream);

        assertThat(blocks.stream().map(SseBlock::text))
                .hasSize(3)
                .satisfies(texts -> assertThat(String.join("", texts)).isEqualTo(stream));
        assertThat(blocks.stream().map(SseBlock::line)).containsExactly(1, 5, 10);
        assertThat(blocks.get(0).data()).isNull();
        assertThat(blocks.get(1).data()).isEqualTo("{\"a\"\n:1}");
        assertThat(blocks.get(2).data()).isEqualTo(SseBlock.DONE);
    }

    @Test
    void oneBlankBehindTheColonIsNoPartOfTheValue() {
        assertThat(SseLine.of("data:  x")).isEqualTo(new SseLine("data", " x"));
        assertThat(SseLine.of("data:x")).isEqualTo(new SseLine("data", "x"));
        assertThat(SseLine.of(": a comment")).isEqualTo(new SseLine("", "a comment"));
        assertThat(SseLine.of("data")).isEqualTo(new SseLine("data", ""));
    }
}
