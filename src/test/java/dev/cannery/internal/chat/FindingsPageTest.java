package dev.cannery.internal.chat;

import dev.cannery.GuideSection;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingsPageTest {
    @Test
    void theGuideHasAnEntryForEachFinding() {
        GuideSection.of("reports.md", "findings")
                .assertHolds(FindingTextReader.read().entrySet().stream()
                        .map(FindingsPageTest::entry)
                        .collect(Collectors.joining("\n")));
    }

    private static String entry(Map.Entry<String, FindingText> finding) {
        FindingText text = finding.getValue();
        return """
                ### %s

                **%s.** %s *Why it matters:* %s *What to do:* %s
                """.formatted(finding.getKey(), text.title(), text.meaning(), text.why(), text.remedy());
    }
}
