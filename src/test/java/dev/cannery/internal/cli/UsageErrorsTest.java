package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines with usage errors, and the output of each in {@code golden/usage-errors.txt}. */
class UsageErrorsTest {
    private static final Catalogue WORDS = Catalogue.of("usage-errors");

    /** Command lines in a folder that holds a contract, an empty folder, a text file and a key file without keys. */
    private static final String LINES = """
            serv
            serve --prot 1
            serve --port many contracts
            serve --port 70000 contracts
            serve nowhere
            serve --stubs nowhere contracts
            serve --quiet --verbose contracts
            serve --seed 1 contracts
            serve --chaos storm contracts
            serve --chaos rest=0.1 contracts
            serve --chaos 429=2 contracts
            serve --cors example.com contracts
            serve --tls-keystore nowhere.p12 contracts
            serve --speed fast contracts
            serve --drain soon contracts
            serve --rate-limit 60rmp contracts
            serve --rate-limit-per-key contracts
            serve --api-key-file no-keys.txt contracts
            serve --api-key-file nowhere.txt contracts
            serve --tls-keystore-password-env SECRET contracts
            serve --tls-keystore keys.p12 --tls-keystore-password-env NOT_SET_ANYWHERE contracts
            serve --tls --tls-keystore keys.p12 contracts
            serve --tls-keystore text.txt contracts
            serve --tls-cert-out out.pem contracts
            check nowhere
            check empty
            check --within 60 contracts
            check --format xlm contracts
            check --fail-on all contracts
            verify contracts
            verify --target nowhere contracts
            verify --target localhost:8080 contracts
            verify --target http://127.0.0.1:1/v1 --concurrency 0 contracts
            verify --target http://127.0.0.1:1/v1 --tag smok contracts
            verify --target http://127.0.0.1:1/v1 --only-failed nowhere.json contracts
            verify --target http://127.0.0.1:1/v1 --baseline nowhere.json contracts
            verify --target http://127.0.0.1:1/v1 --profile opnai contracts
            explain C999
            profiles opnai
            diff contracts
            review nowhere.json
            review text.txt
            profiles openai --field no_such_field
            serve --host 0.0.0.0 contracts
            diff --base=--help contracts
            diff --base main contracts
            diff --base
            serve --quiet=maybe contracts
            check --as-of tomorrow contracts
            verify --target http://127.0.0.1:1/v1 --total-timeout soon contracts
            verify --target http://127.0.0.1:1/v1 --form jsn contracts
            serve --port 3000000000 contracts
            serve --port 1 --port 2 contracts
            replay
            export contracts
            export --to
            export --to pakt contracts
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(
                folder.resolve("contracts/hello.yaml"),
                "interactions: [{name: hello, tags: [smoke], request: {prompt: Hello}, response: Hi}]\n");
        Files.writeString(folder.resolve("text.txt"), "no JSON\n");
        Files.writeString(folder.resolve("no-keys.txt"), "\n");
    }

    static List<String> lines() {
        return LINES.lines().toList();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void printsWhatIsWrongAndStartsNothing(String line) throws Exception {
        String[] arguments = Stream.of(line.split(" "))
                .map(word -> Files.exists(folder.resolve(word)) || word.matches(".*(nowhere|\\.pem|\\.p12).*")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);

        try (Program program = Program.start(arguments)) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).isEmpty();
            assertThat(program.err().lines()).hasSize(1);
            WORDS.assertHolds("cannery " + line, program.err().replace(folder + "/", ""));
        }
    }

    @Test
    void theCatalogueContainsEachLine() {
        WORDS.assertCases(lines().stream().map(line -> "cannery " + line).toList());
    }
}
