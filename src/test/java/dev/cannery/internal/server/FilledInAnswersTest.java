package dev.cannery.internal.server;

import static dev.cannery.Responses.json;
import static dev.cannery.Responses.text;
import static dev.cannery.Rules.model;
import static dev.cannery.TestWords.contract;
import static dev.cannery.TestWords.loaded;
import static dev.cannery.TestWords.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Interaction;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.Misdeeds;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledInAnswersTest {
    @Test
    void theAnswerIsFilledInFromTheRequest() throws Exception {
        LoadedInteraction echo = loaded(Interaction.named("echo")
                .when(model("m"))
                .reply(text("{{request.user}}!").template()));

        Answer answer = answer(echo, false, "'user':'me'");

        assertThat(answer.match()).isEqualTo(new Match(echo, 0));
        assertThat(body(answer).at("/choices/0/message/content").asText()).isEqualTo("me!");
    }

    @Test
    void whatWasFilledInMustNotLie() throws Exception {
        LoadedInteraction typed = loaded(Interaction.named("typed")
                .when(model("m"))
                .reply(json(object("count", "{{request.n}}")).template()));
        String format = "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':"
                + "{'properties':{'count':{'type':'integer'}}}}},";

        assertThat(answer(typed, false, format + "'n':2").match()).isNotNull();
        Answer defect = answer(typed, false, format + "'user':'x'");
        assertThat(defect.response().status()).isEqualTo(500);
        assertThat(defect.match()).isNull();
        assertThat(body(defect).at("/error/message").asText())
                .startsWith(
                        "The canned response of 'typed' (java) does not fit the request: response.content: expected")
                .endsWith("was {\"count\":\"\"}");
    }

    @Test
    void whatCannotBeFilledInIsADefectEvenWhereTheServerIsLenient() throws Exception {
        LoadedInteraction endless = loaded(Interaction.named("endless")
                .when(model("m"))
                .reply(text("{{#each request.stop}}{{#each request.stop}}{{request.user}}{{/each}}{{/each}}")
                        .template()));
        String many = "'user':'" + "x".repeat(2_000) + "','stop':['a'" + ",'b'".repeat(1_000) + "]";

        Answer defect = answer(endless, true, many);

        assertThat(body(defect).at("/error/code").asText()).isEqualTo("C608");
        assertThat(body(defect).at("/error/message").asText())
                .isEqualTo("The canned response of 'endless' (java) cannot be rendered: response.content: the template"
                        + " produces more than 1048576 characters");
        assertThat(defect.notice())
                .isNotNull()
                .satisfies(notice -> assertThat(notice.kind()).isEqualTo(ServerEvent.Kind.DEFECT));
    }

    private static Answer answer(LoadedInteraction interaction, boolean isLenient, String members) throws Exception {
        Program program =
                Parts.program(isLenient, List.of(contract("c", interaction).withProvider("lenient")));
        String body = "{'model':'m','messages':[{'role':'user','content':'Hello'}]," + members + "}";
        ChatRequest request = ChatRequest.of((ObjectNode) Json.parse(body.replace('\'', '"')));
        Match match = program.match(request).orElseThrow();
        return program.respond(match, request, program.providerAt(request.path()), Parts.memory(), Misdeeds.NONE);
    }

    private static JsonNode body(Answer answer) throws Exception {
        return Json.parse(StandardCharsets.UTF_8
                .decode(answer.response().body().parts().get(0).duplicate())
                .toString());
    }
}
