package dev.cannery.internal.contract.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTemplateTest {
    @Test
    void aPathOfThousandsOfNamesIsRefusedBeforeItIsRead() {
        for (String tag : new String[] {"{{prompt%s}}", "a {{{ prompt%s }}} b", "{{upper prompt%s}}"}) {
            assertThatThrownBy(() -> TextTemplate.compile(tag.formatted(".x".repeat(3_000))))
                    .isInstanceOf(TemplateException.class)
                    .hasMessage("a path in a template must have at most 500 characters");
        }
    }

    @Test
    void longTextBesideTagsIsNoPath() {
        assertThatCode(() -> TextTemplate.compile("x".repeat(3_000) + "{{prompt}}" + "y".repeat(3_000)))
                .doesNotThrowAnyException();
    }
}
