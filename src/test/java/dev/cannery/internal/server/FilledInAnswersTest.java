package dev.cannery.internal.server;

import static dev.cannery.Responses.json;
import static dev.cannery.Responses.text;
import static dev.cannery.Rules.model;
import static dev.cannery.TestWords.contract;
import static dev.cannery.TestWords.loaded;
import static dev.cannery.TestWords.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Interaction;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.provider.ApiKeys;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.provider.Providers;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FilledInAnswersTest {
    private final List<ServerEvent> notices = new ArrayList<>();
    private final Providers providers =
            new Providers(List.of(), ProfileReader.read("lenient"), UnaryOperator.identity(), false);

    @Test
    void theAnswerIsFilledInFromTheRequest() throws Exception {
        LoadedInteraction echo = loaded(Interaction.named("echo")
                .when(model("m"))
                .reply(text("{{request.user}}!").template()));

        assertThat(dispatch(echo, false, "'user':'me'"))
                .isEqualTo(new Outcome.Answer(new Match(echo, 0), CannedCompletion.ofText("me!"), providers.at("")));
    }

    @Test
    void whatWasFilledInMustNotLie() throws Exception {
        LoadedInteraction typed = loaded(Interaction.named("typed")
                .when(model("m"))
                .reply(json(object("count", "{{request.n}}")).template()));
        String format = "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':"
                + "{'properties':{'count':{'type':'integer'}}}}},";

        assertThat(dispatch(typed, false, format + "'n':2")).isInstanceOf(Outcome.Answer.class);
        assertThat(dispatch(typed, false, format + "'user':'x'"))
                .isInstanceOfSatisfying(Outcome.Defect.class, defect -> {
                    assertThat(defect.error().status()).isEqualTo(500);
                    assertThat(defect.error().message())
                            .startsWith(
                                    "The canned answer of 'typed' (java) does not fit the request: response.content: expected")
                            .endsWith("was {\"count\":\"\"}");
                });
    }

    @Test
    void whatCannotBeFilledInIsADefectEvenWhereTheServerIsLenient() throws Exception {
        LoadedInteraction endless = loaded(Interaction.named("endless")
                .when(model("m"))
                .reply(text("{{#each request.stop}}{{#each request.stop}}{{request.user}}{{/each}}{{/each}}")
                        .template()));
        String many = "'user':'" + "x".repeat(2_000) + "','stop':['a'" + ",'b'".repeat(1_000) + "]";

        assertThat(dispatch(endless, true, many)).isInstanceOfSatisfying(Outcome.Defect.class, defect -> {
            assertThat(defect.error().code()).isEqualTo("C608");
            assertThat(defect.error().message())
                    .isEqualTo("The canned answer of 'endless' (java) cannot be given: response.content: the template"
                            + " gives more than 1048576 characters");
        });
        assertThat(notices).hasSize(1);
    }

    private Outcome dispatch(LoadedInteraction interaction, boolean isLenient, String members) throws Exception {
        InteractionSet interactions = InteractionSet.of(
                List.of(contract("c", interaction).withProvider("lenient")), new RuleChecker(model -> text -> 0));
        ContractDispatcher dispatcher = new ContractDispatcher(
                interactions,
                providers,
                new Policy(null, new Gate(new ApiKeys(List.of()), null), isLenient, false, notices::add),
                new CallCounts(interactions.interactions()));
        String body = "{'model':'m','messages':[{'role':'user','content':'Hello'}]," + members + "}";
        return dispatcher.dispatch(ChatRequest.of((ObjectNode) Json.parse(body.replace('\'', '"'))));
    }
}
