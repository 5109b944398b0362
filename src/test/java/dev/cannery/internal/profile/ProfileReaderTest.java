package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            headers: {always: {"x y": b}} | 3:20 headers.always.x y: not a valid header name
            headers: {always: {x-a: "b\\nc: d"}} | 3:25 headers.always.x-a: the value of a header must be one line of Latin-1 characters, was the text 'b\\nc: d'
            headers: {account: {Content-Length: "5"}} | 3:21 headers.account.Content-Length: only the server can set this header
            headers: {account: {content-encoding: gzip}} | 3:21 headers.account.content-encoding: the body is sent as it is, not encoded as 'gzip'
            headers: {always: {x-id: "{uid}"}} | 3:26 headers.always.x-id: unknown placeholder {uid} in a header. Expected {req} or {uuid}
            headers: {processing: a b} | 3:23 headers.processing: not a valid header name: 'a b'
            headers: {types: {stream: json}} | 3:27 headers.types.stream: expected a content type such as application/json; charset=utf-8, was the text 'json'
            error: {statuses: {404: {content_type: "a/b\\r"}}} | 3:40 error.statuses.404.content_type: expected a content type such as application/json; charset=utf-8, was the text 'a/b\\r'
            error: {statuses: {404: {headers: {"a b": c}}}} | 3:36 error.statuses.404.headers.a b: not a valid header name
            error: {statuses: {4o4: {indent: 0}}} | 3:25 error.statuses.4o4: the errors of a status are given by its number, 400 to 599, or as 'default', was '4o4'
            error: {statuses: {404: {indent: 9}}} | 3:34 error.statuses.404.indent: expected at most 8 blanks, was 9
            error: {statuses: {404: {sent_status: 7}}} | 3:39 error.statuses.404.sent_status: expected a status from 200 to 599, was 7
            errors: {x: {headers: {"a:b": c}}} | 3:24 errors.x.headers.a:b: not a valid header name
            errors: {x: {more: 5}} | 3:20 errors.x.more: more must be a map, was 5
            answers: {finish_words: {stp: eos}} | 3:26 answers.finish_words: unknown key 'stp' in words for finish reasons. Did you mean 'stop'?
            answers: {whole: {message: [role, content, role]}} | 3:44 answers.whole.message[2]: a second member 'role' under the same condition
            answers: {stream: {comments: ["a\\nb"]}} | 3:31 answers.stream.comments[0]: expected one line of visible characters, was the text 'a\\nb'
            answers: {stream: {error_event: "a\\nb"}} | 3:33 answers.stream.error_event: expected an event in which {error} stands for the JSON of the error, was the text 'a\\nb'
            addresses: [{example: /a}] | 3:13 addresses[0]: an address must have 'path', a pattern
            addresses: [{path: /a, example: "/b?c=d"}] | 3:33 addresses[0].example: the path of the example does not match '/a'
            'refuses: [{field: "messages[", error: server_error}]' | 3:19 refuses[0].field: a refused field is named as in logprobs or messages[].name, was 'messages['
            fields: {n: {type: integer, min: 5, max: 2}} | 3:34 fields.n.min: the minimum 5 is above the maximum 2
            answer_schema: {chunk: {idd: {accepts: [missing]}}} | 3:30 answer_schema.chunk.idd: the schema has no member 'idd'. To add it, give its 'type'
            differences: [x] | 3:15 differences[0]: a difference must be a map, was the text 'x'
            about: "a\\nb" | 3:8 about: expected one line of visible characters, was the text 'a\\nb'
            """)
    void eachValueThatCannotBeSentIsOneProblemAtItsPlace(String line, String problem) {
        assertThatThrownBy(() -> read("profile: mine\nextends: lenient\n" + line))
                .hasMessage("mine.yaml:" + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{alnum:9", "{Alnum:9}", "x}", "{alnum}", "{alnum:1000}"})
    void bracesInAnIdThatNameNoPlaceholderAreReported(String id) {
        assertThatThrownBy(() -> read("profile: mine\nextends: lenient\nanswers: {ids: {call: '" + id + "'}}"))
                .hasMessageStartingWith("mine.yaml:3:23 answers.ids.call: unknown placeholder " + id + " in an id.");
    }

    @Test
    void headersOfAProfileMayHoldWhatHttpAllows() throws IOException {
        assertThat(read("profile: mine\nextends: lenient\nheaders: {always: {x-a: 'b {c} d', x-id: '{uuid}'}}")
                        .style()
                        .headers()
                        .always()
                        .constant())
                .containsOnly(entry("x-a", "b {c} d"));
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
