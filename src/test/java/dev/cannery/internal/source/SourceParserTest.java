package dev.cannery.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceParserTest {
    @Test
    void aCharacterOfTwoHalvesMayStandAnywhere() {
        for (int before = 1_000; before < 2_100; before++) {
            String said = "x".repeat(before) + "👍".repeat(3);
            Problems problems = new Problems();

            List<SourceNode> documents = new SourceParser("a.yaml", problems).parse("a: " + said + "\n");

            assertThat(problems.isEmpty())
                    .as("problems with %s letters ahead", before)
                    .isTrue();
            assertThat(documents.get(0).toJson().path("a").textValue()).isEqualTo(said);
        }
    }
}
