package dev.cannery.internal.profile;

import dev.cannery.GoldenFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePageTest {
    private static final Path PAGE = Path.of("src/main/resources/dev/cannery/internal/profile/profiles.md");

    @Test
    void thePageIsUpToDate() {
        List<Profile> profiles =
                ProfileReader.builtIn().stream().map(ProfileReader::read).toList();

        GoldenFile.at(PAGE).assertHolds(ProfilePage.of(profiles));
    }
}
