package dev.cannery.internal.contract.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTemplatesTest {
    private static final ChatRequest REQUEST = request("""
            {"model": "gpt-4o", "temperature": 0.5, "n": 1, "stop": ["a", "b"], "user": "<b>&'\\"",
             "metadata": {"tenant": "acme", "class": "gold", "nothing": null}, "stream": false,
             "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello, you"}]}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {{prompt}}                                                | Hello, you
            {{system}}!                                               | Be brief.!
            {{request.model}} at {{request.temperature}}              | gpt-4o at 0.5
            {{request.metadata}}                                      | {"tenant":"acme","class":"gold","nothing":null}
            {{request.stop}} {{request.stream}}                       | ["a","b"] false
            {{request.messages.[1].content}}                          | Hello, you
            {{request.metadata.class}}                                | gold
            {{city}}                                                  | Rome
            {{request.user}}                                          | <b>&'"
            {{{request.user}}}                                        | <b>&'"
            [{{request.nowhere}}{{request.metadata.nothing}}]         | []
            {{upper city}} {{lower prompt}} {{trim '  x '}}           | ROME hello, you x
            {{size request.messages}} {{size request.metadata}} {{size city}} | 2 3 4
            {{join request.stop}} {{join request.stop '+'}}           | a, b a+b
            {{json city}} {{json request.stop}} {{json request.none}} | "Rome" ["a","b"] null
            {{default request.seed 7}} {{default city 'x'}} {{default request.stream 'x'}} | 7 Rome false
            {{replace prompt 'l' 'L'}}                                | HeLLo, you
            {{#if (eq request.n 1)}}one{{else}}more{{/if}}            | one
            {{#if (eq request.n 2)}}two{{else if city}}city{{/if}}    | city
            {{#unless request.stream}}whole{{/unless}}                | whole
            {{#each request.messages}}{{@index}}{{role}}{{#unless @last}};{{/unless}}{{/each}} | 0system;1user
            {{#each request.metadata}}{{@key}}={{this}};{{/each}}     | tenant=acme;class=gold;nothing=;
            {{lookup request.stop 1}}{{lookup request.stop 2}}         | b
            {{#each request.none}}x{{else}}none{{/each}}              | none
            {{#with request.metadata}}{{tenant}}{{/with}}             | acme
            {{lookup request.metadata 'tenant'}}                      | acme
            {{#request.stop}}{{this}}.{{/request.stop}}               | a.b.
            \\{{city}} {{!-- {{x}} --}}{{! y }}.                      | {{city}} .
            """)
    void aTextIsFilledInFromTheRequest(String template, String expected) {
        assertThat(fill(template)).isEqualTo(expected.strip());
        assertThat(AnswerTemplates.unknownNames(template, List.of("request", "prompt", "system", "city")))
                .isEmpty();
    }

    @Test
    void jsonIsFilledInStringByStringAndStaysJson() {
        assertThat(fill("{\"a\":\"{{request.user}}\",\"b\":[\"{{upper city}}!\",1.50]}"))
                .isEqualTo("{\"a\":\"<b>&'\\\"\",\"b\":[\"ROME!\",1.5]}");
    }

    @Test
    void stringThatIsNothingButAPathTakesTheValueWithItsType() {
        assertThat(fill("{\"t\": \"{{request.temperature}}\", \"s\": \"{{ request.stop }}\", \"u\": \"{{{city}}}\","
                        + " \"m\": \"{{request.none}}\", \"text\": \"{{request.temperature}} \"}"))
                .isEqualTo("{\"t\":0.5,\"s\":[\"a\",\"b\"],\"u\":\"Rome\",\"m\":\"\",\"text\":\"0.5 \"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{prompt.class}}{{prompt.getClass}}{{prompt.bytes}}{{request.class.name}}{{request.getClass.classLoader}}",
                "{{request.stop.class.forName}}{{request.temperature.class}}{{request.empty}}{{request.keySet}}",
                "{{#with prompt}}{{class}}{{value}}{{hash}}{{/with}}{{this.class}}",
                "{{lookup prompt 'class'}}{{lookup request 'class'}}{{lookup request.stop 'class'}}",
                "{{@root.class}}{{@data}}{{@budget}}{{@context}}",
                "{{request.model.length}}{{request.model.toString}}"
            })
    void noMethodOrFieldOfAClassIsReached(String template) {
        assertThat(fill(template)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{> secrets}}                              | a template cannot have a partial, which includes another template (line 1, column 1 of the template)
            a {{~#> layout}}x{{/layout}}               | a template cannot have a partial, which includes another template (line 1, column 3 of the template)
            {{#*inline 'x'}}y{{/inline}}               | a template cannot have a decorator (line 1, column 1 of the template)
            {{{{raw}}}}x{{{{/raw}}}}                   | a template cannot have a raw block. Write \\{{ for literal braces (line 1, column 1 of the template)
            {{=<% %>=}}<% x %>                         | a template cannot have '=' after its braces (line 1, column 1 of the template)
            """)
    void whatLeadsOutOfTheTextIsRefused(String template, String sentence) {
        assertThatThrownBy(() -> AnswerTemplates.of(List.of(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "include", "partial", "precompile", "block", "i18n", "i18nJs", "log"})
    void everyOtherHelperOfTheLibraryIsUnknown(String helper) {
        String template = "{{" + helper + " '/etc/passwd'}}";

        assertThatThrownBy(() -> AnswerTemplates.of(List.of(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("unknown helper '" + helper + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{requst.model}}                           | unknown name 'requst' (line 1, column 1 of the template). Did you mean 'request'?
            {{#if cty}}{{/if}}                         | unknown name 'cty' (line 1, column 1 of the template). Did you mean 'city'?
            {{#if city}}{{else if twon}}{{/if}}        | unknown name 'twon' (line 1, column 13 of the template). Expected one of request, city
            """)
    void unknownNamesAreToldAhead(String template, String sentence) {
        assertThat(AnswerTemplates.unknownNames(template, List.of("request", "city")))
                .containsExactly(sentence);
    }

    @Test
    void parametersOfABlockAreNames() {
        String template = "{{#each request.stop as |word|}}{{word}}{{/each}}";

        assertThat(fill(template)).isEqualTo("ab");
        assertThat(AnswerTemplates.unknownNames(template, List.of("request"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{upcase city}}                            | unknown helper 'upcase' (line 1, column 1 of the template). Expected one of default, each, eq, if, join, json, lookup, lower, replace, size, trim, unless, upper, with
            x {{upper (lowr city)}}                    | unknown helper 'lowr' (line 1, column 3 of the template). Did you mean 'lower'?
            {{#upper city}}x{{/upper}}                 | the helper 'upper' does not take a block (line 1, column 1 of the template)
            """)
    void unknownHelpersAreToldAhead(String template, String sentence) {
        assertThatThrownBy(() -> AnswerTemplates.of(List.of(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(sentence);
    }

    @Test
    void syntaxIsToldWithThePlaceInTheTemplate() {
        assertThatThrownBy(() -> AnswerTemplates.of(List.of("a\n{{#if x}}b")))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("invalid template: ")
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#each request.stop}}{{#each request.stop}}{{#each request.stop}}{{prompt}}{{/each}}{{/each}}{{/each}}",
                "{{#each request.stop}}{{#each ../request.stop}}{{size (json @root)}}{{/each}}{{/each}}",
                "{{replace (replace prompt 'x' prompt) 'x' prompt}}"
            })
    void loopsAndGrowthEndAtTheBound(String template) {
        String many = "\"" + "x\",\"".repeat(2_000) + "\"";
        ChatRequest large = request("{\"stop\": [" + many + "], \"messages\": [{\"role\": \"user\", \"content\": \""
                + "x".repeat(2_000) + "\"}]}");
        AnswerTemplates templates = AnswerTemplates.of(List.of(template));

        assertThatThrownBy(() -> templates.fill(template, TemplateValues.of(large, Map.of()), "content"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("content: the template");
    }

    @Test
    void deepNestingIsRefusedInOneSentence() {
        String deep = "{{#if prompt}}".repeat(20_000) + "{{/if}}".repeat(20_000);

        assertThatThrownBy(() -> AnswerTemplates.of(List.of(deep))).isInstanceOf(TemplateException.class);
    }

    private static String fill(String template) {
        return AnswerTemplates.of(List.of(template))
                .fill(template, TemplateValues.of(REQUEST, Map.of("city", "Rome")), "content");
    }

    private static ChatRequest request(String body) {
        try {
            return ChatRequest.of((ObjectNode) Json.parse(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
