package dev.cannery.internal.response.derived;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import org.junit.jupiter.api.Test;

class ModelSnapshotsTest {
    @Test
    void theProfileOfTheProviderKnowsTheSameSnapshots() {
        Profile openai = ProfileReader.read("openai");

        assertThat(openai.models())
                .isNotEmpty()
                .allSatisfy(
                        model -> assertThat(ModelSnapshots.of(model.id())).isEqualTo(openai.snapshotOf(model.id())));
    }
}
