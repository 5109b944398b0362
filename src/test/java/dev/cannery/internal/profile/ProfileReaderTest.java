package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {
    @TempDir
    Path folder;

    @Test
    void usersFileOverridesEntriesOfTheProfileThatItExtends() throws IOException {
        Profile mine = read("""
                profile: mine
                extends: openai
                fields:
                  temperature: {max: 1}
                  user: {required: true}
                  priority: {type: integer, min: 0}
                  web_search_options: ~
                models:
                  mine:
                    is: [gpt_5]
                    names: {my-model: 2026-01-01}
                """);

        assertThat(mine.review(Shared.request("gpt-4o", "{'temperature': 1.5, 'user': 'u', 'priority': -1}"))
                        .findings())
                .extracting(ApiError::param)
                .containsExactly("temperature", "priority");
        assertThat(mine.refusalOf(Shared.request("my-model", "{'user': 'u', 'max_tokens': 1}")))
                .get()
                .extracting(ApiError::code)
                .isEqualTo("unsupported_parameter");
        assertThat(mine.refusalOf(Shared.request("gpt-4o", "{}")))
                .get()
                .extracting(ApiError::param)
                .isEqualTo("user");
    }

    @Test
    void everyProblemOfAFileIsReportedWithItsPlace() {
        assertThatThrownBy(() -> read("""
                        profile: mine
                        extends: lenient
                        ordr: [required-fields]
                        fields:
                          n: {type: intger}
                          stop: {type: array, max_items: few}
                          user: {type: string, pattern: "["}
                        models:
                          a: {is: [fast], names: {m: yesterday}}
                        """))
                .cause()
                .isInstanceOfSatisfying(
                        SourceProblemsException.class,
                        e -> assertThat(e.sourceProblems())
                                .extracting(problem -> problem.at().line() + ":"
                                        + problem.at().column() + " " + problem.path() + ": " + problem.message())
                                .containsExactlyInAnyOrder(
                                        "3:1 : unknown key 'ordr' in a profile. Did you mean 'order'?",
                                        "5:13 fields.n.type: unknown type 'intger'. Did you mean 'integer'?",
                                        "6:34 fields.stop.max_items: expected a whole number of at least 0, was the text 'few'",
                                        "7:33 fields.user.pattern: invalid regular expression: Unclosed character class",
                                        "9:12 models.a.is[0]: unknown traits 'fast'",
                                        "9:30 models.a.names.m: expected a date such as 2026-01-31, was the text 'yesterday'"));
    }

    @Test
    void unknownWordInTheOrderIsReportedWithASuggestion() {
        assertThatThrownBy(() -> read("{profile: mine, fields: {n: {}}, order: [requred-fields, n]}"))
                .hasMessageContaining("unknown field or rule 'requred-fields'. Did you mean 'required-fields'?");
    }

    @Test
    void invalidYamlIsReportedWithItsPlace() {
        assertThatThrownBy(() -> read("profile: ["))
                .hasMessageStartingWith("mine.yaml:1:11: not valid YAML")
                .hasMessageContaining("not closed since line 1, column 11");
        assertThatThrownBy(() -> read("- a")).hasMessage("mine.yaml:1:1: a profile must be a mapping");
        assertThatThrownBy(() -> read("about: x"))
                .hasMessage("mine.yaml:1:1: a profile must have a name, given as 'profile'");
    }

    @Test
    void duplicateKeyIsReportedWithItsPlace() {
        assertThatThrownBy(() -> read("profile: mine\nabout: x\nabout: y\n"))
                .hasMessage("mine.yaml:3:1: duplicate key 'about'");
    }

    @Test
    void unknownNameIsReportedWithASuggestion() {
        assertThatThrownBy(() -> ProfileReader.read("opennai"))
                .hasMessage("unknown profile 'opennai'. Did you mean 'openai'?");
    }

    @Test
    void missingFileIsReported() {
        assertThatThrownBy(() -> ProfileReader.read(folder.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml:1:1: no such file");
    }

    @Test
    void builtInProfilesAreReadWithoutAProblem() {
        List<String> names = ProfileReader.builtIn();

        assertThat(names).startsWith("openai", "openai-spec", "azure").contains("lenient", "deepseek");
        assertThat(names)
                .allSatisfy(name -> assertThat(ProfileReader.read(name).name()).isEqualTo(name));
    }

    @Test
    void aDayAfterTheNameSetsTheDayOfTheProfile() {
        ChatRequest request = ChatRequest.of(Json.object().put("model", "gpt-3.5-turbo-0613"));

        assertThat(ProfileReader.find("openai").refusalOf(request)).hasValueSatisfying(refusal -> {
            assertThat(refusal.code()).isEqualTo("model_not_found");
        });
        assertThat(ProfileReader.find("openai@2024-02-01").refusalOf(request)).hasValueSatisfying(refusal -> {
            assertThat(refusal.param()).isEqualTo("messages");
        });
        assertThatThrownBy(() -> ProfileReader.find("openai@yesterday"))
                .hasMessage("openai@yesterday: expected a date such as 2026-01-31, was 'yesterday'");
    }

    private Profile read(String yaml) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, yaml);
        try {
            return ProfileReader.read(file);
        } catch (SourceProblemsException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).replace(folder + "/", ""), e);
        }
    }
}
