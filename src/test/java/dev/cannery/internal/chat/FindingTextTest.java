package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingTextTest {
    private static final Map<String, FindingText> TEXTS = FindingTextReader.read();

    @Test
    void everyFindingHasItsTextAndNoTextIsOfNone() {
        assertThat(TEXTS.keySet())
                .containsExactlyElementsOf(Stream.of(FindingId.values())
                        .map(FindingId::code)
                        .sorted()
                        .toList());
    }

    @Test
    void everyTextSaysWhatWhyAndWhatToDo() {
        assertThat(TEXTS).allSatisfy((code, text) -> {
            assertThat(text.title()).isNotBlank().doesNotEndWith(".");
            assertThat(Stream.of(text.meaning(), text.why(), text.remedy()))
                    .allMatch(sentence -> !sentence.isBlank() && sentence.endsWith("."));
        });
        assertThat(TEXTS.values().stream().map(FindingText::title)).doesNotHaveDuplicates();
    }
}
