package dev.cannery.internal.server.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.OpenScope;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final String STORED = "/chat/completions";

    private final MockServer server =
            MockServer.builder().contracts(ContractReader.parse("a.yaml", """
                    interactions:
                      - {name: greets, request: {prompt: Hello}, response: Hi there!}
                      - {name: unknown to openai, request: {model: llama-3, prompt: Bye}, response: Bye!}
                    """)).start();
    private final MockServer azure = MockServer.builder()
            .contracts(ContractReader.parse(
                    "b.yaml",
                    "{provider: azure, interactions: [{name: a, request: {model: my-own, prompt: Hi}, response: Hi}]}"))
            .start();

    @AfterEach
    void stop() {
        server.close();
        azure.close();
    }

    @Test
    void modelsAreThoseOfTheProvider() {
        get(server, "/models")
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("data.id", hasItem("gpt-4o-mini"))
                .body("data.id", not(hasItem("llama-3")))
                .body("data.object.unique()", contains("model"))
                .body("data.owned_by.unique()", contains("system"));
        get(server, "/models/gpt-4o-mini").statusCode(200).body("created", equalTo(1721260800));
    }

    @Test
    void modelsThatContractsNameAreListedWhereTheProviderTakesAnyName() {
        get(azure, "/models").body("data.id", hasItem("my-own"));
        get(azure, "/models/my-own").statusCode(200).body("owned_by", equalTo("contract"));
        given().get(azure.baseUrl().resolve("/openai/models") + "?api-version=2024-10-21")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-spec", "lenient"})
    void aProviderThatTakesAnyNameHasEveryModel(String provider) {
        String contract =
                "{provider: " + provider + ", interactions: [{name: a, request: {prompt: Hi}, response: Hi}]}";
        try (MockServer any = MockServer.builder()
                .contracts(ContractReader.parse("c.yaml", contract))
                .start()) {
            get(any, "/models").statusCode(200).body("data.id", hasItem("gpt-4o-mini"));
            get(any, "/models/my-own")
                    .statusCode(200)
                    .body("id", equalTo("my-own"))
                    .body("object", equalTo("model"));
            given().delete(any.baseUrl() + "/models/ft:gpt-4o-mini:acme::abc123")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo("ft:gpt-4o-mini:acme::abc123"))
                    .body("deleted", equalTo(true));
        }
    }

    @Test
    void onlyModelsThatAreThereAndOnesOwnAreDeleted() {
        given().delete(server.baseUrl() + "/models/ft:none")
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"));
        given().delete(server.baseUrl() + "/models/gpt-4o-mini").then().statusCode(403);
        given().delete(server.baseUrl() + "/models").then().statusCode(405);
    }

    private static final String SEEDED = """
            interactions:
              - name: greets
                stored: true
                request: {prompt: Hello, metadata: {is: {tenant: a}}}
                response: {content: Hi there!, id: chatcmpl-a}
              - name: answers twice
                stored: true
                request: {prompt: {contains: Bye}}
                response: [{content: Bye, id: chatcmpl-b}, {content: Bye bye, id: chatcmpl-c}]
            """;

    @Test
    void whatAClientWantsStoredIsKeptWholeHoweverItWasSent() {
        String id = store("'metadata':{'tenant':'a'}").extract().path("id");
        store("'stream':true,'seed':1");
        store("'seed':2", "false");

        get(server, STORED)
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data.object.unique()", contains("chat.completion"))
                .body("data.choices.message.content.flatten()", contains("Hi there!", "Hi there!"))
                .body("data[0].id", equalTo(id))
                .body("data[0].metadata.tenant", equalTo("a"))
                .body("first_id", equalTo(id))
                .body("has_more", equalTo(false));
        get(server, STORED + "/" + id).statusCode(200).body("model", equalTo("gpt-4o-mini-2024-07-18"));
        get(server, STORED + "/" + id + "/messages")
                .body("data.id", contains(id + "-0"))
                .body("data.content", contains("Hello"));
    }

    @Test
    void aListIsReadInPages() {
        for (int i = 0; i < 5; i++) {
            store("'seed':" + i);
        }
        ValidatableResponse first = get(server, STORED + "?limit=2&order=desc")
                .body("data", hasSize(2))
                .body("has_more", equalTo(true));
        ValidatableResponse next = get(
                        server,
                        STORED + "?limit=3&order=desc&after=" + first.extract().path("last_id"))
                .body("data", hasSize(3))
                .body("has_more", equalTo(false));
        get(server, STORED + "?limit=1").body("first_id", equalTo(next.extract().<String>path("last_id")));
        get(server, STORED + "?after=chatcmpl-none").body("data", empty());
    }

    @Test
    void aListIsFilteredByModelAndMetadata() {
        store("'metadata':{'tenant':'a','kind':'x'}");
        store("'metadata':{'tenant':'b'}");

        get(server, STORED + "?metadata[tenant]=a&metadata[kind]=x").body("data", hasSize(1));
        get(server, STORED + "?metadata[tenant]=a&metadata[kind]=y").body("data", empty());
        get(server, STORED + "?model=gpt-4o-mini").body("data", hasSize(2));
        get(server, STORED + "?model=gpt-4o-mini-2024-07-18").body("data", hasSize(2));
        get(server, STORED + "?model=o3").body("data", empty());
    }

    @Test
    void metadataCanBeChangedAndACompletionDeleted() {
        String id = store("'seed':1").extract().path("id");

        update(id, "{'metadata':{'x':'y'}}").statusCode(200).body("metadata.x", equalTo("y"));
        get(server, STORED + "/" + id).body("metadata.x", equalTo("y"));
        given().delete(server.baseUrl() + STORED + "/" + id)
                .then()
                .statusCode(200)
                .body("object", equalTo("chat.completion.deleted"))
                .body("deleted", equalTo(true));
        get(server, STORED + "/" + id)
                .statusCode(404)
                .body("error.message", equalTo("Chat completion with id '" + id + "' not found."));
        update(id, "{'metadata':{}}").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing_required_parameter | metadata",
                "{'metadata':7} | invalid_type | metadata",
                "{'metadata':{'x':7}} | invalid_type | metadata.x"
            })
    void metadataAreJudgedAsThoseOfARequestAre(String body, String code, String param) {
        String id = store("'seed':1").extract().path("id");

        update(id, body).statusCode(400).body("error.code", equalTo(code)).body("error.param", equalTo(param));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, integer_below_min_value",
        "limit=101, integer_above_max_value",
        "limit=many, invalid_type",
        "order=up, invalid_value"
    })
    void aPageThatThereCannotBeIsRefused(String query, String code) {
        get(server, STORED + "?" + query).statusCode(400).body("error.code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/__admin/requests", "/__admin/reset"})
    void resettingTheJournalForgetsWhatIsStored(String path) {
        store("'seed':1");
        String url = server.adminUrl().resolve(path).toString();
        assertThat(
                        path.endsWith("reset")
                                ? given().post(url).statusCode()
                                : given().delete(url).statusCode())
                .isEqualTo(200);

        get(server, STORED).body("data", empty());
    }

    @Test
    void completionsOfAContractAreStoredFromTheStart() {
        try (MockServer seeded = MockServer.builder()
                        .contracts(ContractReader.parse("c.yaml", SEEDED))
                        .start();
                OpenScope scope = seeded.openScope(ContractReader.parse("c.yaml", SEEDED))) {
            String one = STORED + "/chatcmpl-a";
            given().delete(scope.baseUrl() + STORED + "/chatcmpl-b").then().statusCode(200);
            given().body("{\"metadata\":{\"tenant\":\"b\"}}")
                    .contentType("application/json")
                    .post(seeded.baseUrl() + one)
                    .then()
                    .statusCode(200);

            get(seeded, STORED)
                    .body("data.id", contains("chatcmpl-a", "chatcmpl-b", "chatcmpl-c"))
                    .body("data[0].metadata.tenant", equalTo("b"));
            get(seeded, one).body("choices[0].message.content", equalTo("Hi there!"));
            get(seeded, one + "/messages").body("data.content", contains("Hello"));
            given().get(scope.baseUrl() + STORED).then().body("data.id", contains("chatcmpl-a", "chatcmpl-c"));
            given().get(scope.baseUrl() + one).then().body("metadata.tenant", equalTo("a"));
            given().post(seeded.adminUrl().resolve("/__admin/reset").toString())
                    .then()
                    .statusCode(200);
            get(seeded, one).body("metadata.tenant", equalTo("a"));
        }
    }

    @Test
    void theseCallsAreRemembered() {
        get(server, "/models");

        assertThat(server.exchanges())
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.request().method()).isEqualTo("GET"));
    }

    private ValidatableResponse store(String members) {
        return store(members, "true");
    }

    private ValidatableResponse store(String members, String store) {
        String body = "{'model':'gpt-4o-mini','messages':[{'role':'user','content':'Hello'}],'store':" + store + ","
                + members + "}";
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post(server.baseUrl() + STORED)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse update(String id, String body) {
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post(server.baseUrl() + STORED + "/" + id)
                .then();
    }

    private static ValidatableResponse get(MockServer server, String path) {
        return given().urlEncodingEnabled(false).get(server.baseUrl() + path).then();
    }
}
