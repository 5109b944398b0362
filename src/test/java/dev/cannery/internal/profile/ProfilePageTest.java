package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilePageTest {
    private static final Path PAGE = Path.of("src/main/resources/dev/cannery/internal/profile/profiles.md");

    @Test
    void pageSaysWhatTheProfilesSay() throws IOException {
        List<Profile> profiles =
                ProfileReader.builtIn().stream().map(ProfileReader::read).toList();
        String page = ProfilePage.of(profiles);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run once more with -Dgolden.update=true where a profile was changed on purpose")
                .isEqualTo(page);
    }
}
