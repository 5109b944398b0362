package dev.cannery.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.server.answer.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedEventsTest {
    private final List<ServerEvent> passed = new ArrayList<>();
    private final CountedEvents counted = new CountedEvents(passed::add);

    private void report(String message) {
        counted.accept(ServerEvent.of(ServerEvent.Kind.MISS, message).with("status", 404));
    }

    @Test
    void fiveThousandEqualMissesPrintTheirTableOnceAndThenTheirNumber() {
        for (int i = 0; i < 5_000; i++) {
            report("No interaction matches\n  MISS  prompt\n");
        }

        assertThat(passed)
                .extracting(ServerEvent::message)
                .containsExactly(
                        "No interaction matches\n  MISS  prompt\n",
                        "No interaction matches … again (10 times so far)",
                        "No interaction matches … again (100 times so far)",
                        "No interaction matches … again (1000 times so far)");
        assertThat(passed.get(3).fields()).containsEntry("times", 1_000L).containsEntry("status", 404);
        assertThat(passed.get(0).fields()).doesNotContainKey("times");
    }

    @Test
    void aKeyInAWrongAddressIsPassedOnInNoPartOfAnEvent() {
        String key = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD";
        for (int i = 0; i < 10; i++) {
            counted.accept(ServerEvent.of(ServerEvent.Kind.ADDRESS, "POST /v1/" + key + "/x: there is no such path")
                    .with("path", "/v1/" + key + "/x"));
        }

        assertThat(passed).hasSize(2).noneMatch(event -> event.toString().contains("abcdef"));
        assertThat(passed.get(0).fields()).containsEntry("path", "/v1/[redacted]/x");
    }

    @Test
    void differentMissesAreAllPassedOn() {
        for (int i = 0; i < 5_000; i++) {
            report("No interaction matches\n  MISS  prompt " + i);
        }

        assertThat(passed).hasSize(5_000).doesNotHaveDuplicates();
    }

    @Test
    void oneThatComesAllTheTimeIsStillKnownAfterManyOthers() {
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 900; k++) {
                report("other " + i + " " + k);
            }
            report("often");
        }
        passed.clear();

        report("often");

        assertThat(passed).extracting(ServerEvent::message).containsExactly("often (10 times so far)");
    }
}
