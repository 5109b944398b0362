package dev.cannery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {
    @Test
    void aBlockBelongsToTheMarkerRightBeforeIt() {
        MarkdownPage page = parse("""
                <!-- snippet: contracts/a.yaml#first -->

                ```yaml
                  a: 1

                    b: 2
                ```
                ```java
                int i;
                ```
                """);

        assertThat(page.blocks()).hasSize(2);
        assertThat(page.blocks().get(0).snippet()).contains("contracts/a.yaml#first");
        assertThat(page.blocks().get(0).text()).containsExactly("a: 1", "", "  b: 2");
        assertThat(page.blocks().get(1).snippet()).isEmpty();
        assertThat(page.blocks().get(1).line()).isEqualTo(8);
    }

    @Test
    void aMarkerSeparatedByTextMarksNothing() {
        MarkdownPage page = parse("""
                <!-- snippet: contracts/a.yaml -->
                Some text.
                ```yaml
                a: 1
                ```
                """);

        assertThat(page.blocks().get(0).snippet()).isEmpty();
    }

    @Test
    void aRegionIsTheTextBetweenItsMarkers() {
        List<String> file = List.of("x", "    // region start", "    one", "      two", "    // endregion", "y");

        assertThat(MarkdownPage.region(file, "start")).containsExactly("one", "  two");
        assertThat(MarkdownPage.region(List.of("# region a", "b: 1", "# endregion"), "a"))
                .containsExactly("b: 1");
        assertThatThrownBy(() -> MarkdownPage.region(file, "stop"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no region 'stop'");
    }

    @Test
    void commandsAreReadWithoutPromptsAndComments() {
        MarkdownPage page = parse("""
                ```console
                $ mvn verify
                # then
                java -jar target/cannery.jar \\
                  serve
                ```
                """);

        assertThat(page.commands()).hasSize(2);
        assertThat(page.commands().get(0)).isEqualTo("mvn verify");
        assertThat(page.commands().get(1))
                .startsWith("java -jar target/cannery.jar")
                .endsWith("serve");
    }

    @Test
    void aBlockThatIsNeverClosedIsAnError() {
        assertThatThrownBy(() -> parse("```java\nint i;\n")).hasMessageContaining("never closed");
    }

    @Test
    void linksWithinTheProjectAndTheAnchorsOfHeadingsAreFound() {
        MarkdownPage page = parse("""
                ## What's `new`, and how?
                See [rules](contracts.md#rules), [here](#below), [all](index.md) and [the site](https://example.org/a#b).
                ```text
                [not](a-link.md)
                ```
                """);

        assertThat(page.links())
                .containsExactly(
                        new MarkdownPage.Link(2, "contracts.md", "rules"),
                        new MarkdownPage.Link(2, "", "below"),
                        new MarkdownPage.Link(2, "index.md", ""));
        assertThat(page.anchors()).containsExactly("whats-new-and-how");
    }

    private static MarkdownPage parse(String text) {
        return MarkdownPage.parse(text.lines().toList());
    }
}
