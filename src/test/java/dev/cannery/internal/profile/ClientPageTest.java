package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.internal.profile.ClientBreaks.Cause;
import dev.cannery.internal.profile.ClientBreaks.Reaction;
import dev.cannery.internal.profile.ClientBreaks.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the guide on client compatibility, and that each break in it has a cause. */
class ClientPageTest {
    private static final Path PAGE = Path.of("src/docs/client-compatibility.md");

    private final List<String> clients = List.copyOf(ClientPage.CLIENTS.keySet());
    private final List<Row> rows = ClientBreaks.rows(clients, "dialects.tsv");
    private final List<Row> alone = ClientBreaks.rows(clients, "alone.tsv");
    private final List<Cause> causes = ClientBreaks.causes();

    @Test
    void thePageIsUpToDate() {
        GoldenFile.at(PAGE).assertHolds(ClientPage.of(rows, causes));
    }

    @Test
    void everyClientPassesEveryScenarioWithOpenAi() {
        assertThat(rows.stream()
                        .filter(row ->
                                row.dialect().equals("openai") || row.dialect().equals("azure")))
                .hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(ClientBreaks.OK));
    }

    @Test
    void everyDialectIsMeasured() {
        assertThat(rows.stream()
                        .filter(row -> row.client().equals("openai-java"))
                        .map(Row::profile)
                        .distinct())
                // Atoma's responses are described by a schema only
                .containsAll(ProfileReader.dialects().stream()
                        .filter(name -> !name.equals("atoma"))
                        .toList());
    }

    @Test
    void everyBreakHasOneCause() {
        assertThat(rows.stream().filter(Row::isBroken))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(causes.stream().filter(cause -> cause.explains(row)))
                        .as("the causes of %s", row)
                        .hasSize(1));
    }

    @Test
    void everyCauseBreaksItsClientsAlsoAlone() {
        for (Cause cause : causes) {
            for (Reaction reaction : cause.reactions()) {
                assertThat(alone)
                        .as("%s with '%s' alone", reaction.client(), cause.title())
                        .anyMatch(row -> row.client().equals(reaction.client())
                                && cause.alone().contains(row.dialect())
                                && cause.resembles(row));
            }
        }
    }

    @Test
    void everyPartOfACauseIsSeen() {
        for (Cause cause : causes) {
            assertThat(cause.shownBy()).allSatisfy(shown -> {
                assertThat(ClientPage.evidence(shown)).isNotBlank();
                assertThat(rows)
                        .as("a break at %s by '%s'", shown.profile(), cause.title())
                        .anyMatch(
                                row -> row.profile().equals(shown.profile()) && row.isBroken() && cause.explains(row));
            });
            assertThat(cause.reactions())
                    .allSatisfy(reaction -> assertThat(rows)
                            .as("a break of %s by '%s'", reaction.client(), cause.title())
                            .anyMatch(row ->
                                    row.client().equals(reaction.client()) && row.isBroken() && cause.explains(row)));
        }
    }

    @Test
    void everyDifferenceThatIsTriedAloneBelongsToACause() {
        assertThat(causes.stream().flatMap(cause -> cause.alone().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(ClientBreaks.alone());
    }
}
