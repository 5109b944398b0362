package dev.cannery.internal.server;

import static dev.cannery.internal.server.MockServerTest.contract;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.cannery.internal.wire.Json;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Scopes as tests in other languages use them. */
class ScopeApiTest {
    private static final String HELLO = """
            interactions:
              - {name: says hello, request: {prompt: Hello}, response: [Hi!, Hi again!]}
              - {name: says goodbye, request: {prompt: Bye}, response: Bye!}
            """;
    private static final String CHAT = """
            {"model": "gpt-4o", "messages": [{"role": "user", "content": "%s"}]}""";

    private static MockServer server = MockServer.builder().start();

    @BeforeAll
    static void start() {
        server.close();
        server = MockServer.builder().contracts(List.of(contract("news"))).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aScopeAnswersFromThePostedContractAndTellsWhatWasSent() {
        Response scope = open(HELLO);
        String id = scope.path("id");

        scope.then().statusCode(201).body("base_url", endsWith("/scope/" + id + "/v1"));
        ask(scope, "Hello").then().statusCode(200).body("choices[0].message.content", equalTo("Hi!"));
        ask(scope, "Hello").then().body("choices[0].message.content", equalTo("Hi again!"));
        ask(scope, "Nobody knows this").then().statusCode(404);
        admin().get("/{id}", id).then().body("interactions.calls", equalTo(List.of(List.of(2), List.of(0))));
        admin().get("/{id}/exchanges", id)
                .then()
                .body("exchanges.kind", equalTo(List.of("answered", "answered", "missed")))
                .body("exchanges[0].request.body.model", equalTo("gpt-4o"));
        admin().get("/{id}/misses", id)
                .then()
                .body("misses", hasSize(1))
                .body("misses[0].explanation", containsString("no interaction matches POST /v1/chat/completions"));
        admin().get("/{id}/unused", id).then().body("unused.interaction", equalTo(List.of("says goodbye")));
        admin().delete("/{id}", id)
                .then()
                .statusCode(200)
                .body("misses", hasSize(1))
                .body("unused", hasSize(1));
        admin().get("/{id}", id).then().statusCode(404).body("error.code", equalTo("unknown_scope"));
        ask(scope, "Hello").then().statusCode(404).body("error.message", containsString("Unknown scope"));
    }

    @Test
    void whatTheApiKnowsBesideChatsIsAnsweredAndNoMiss() {
        Response scope = open(HELLO);
        String id = scope.path("id");

        given().get(scope.path("base_url") + "/models").then().statusCode(200);
        given().get(scope.path("base_url") + "/models/nobody").then().statusCode(404);
        admin().get("/{id}/exchanges", id).then().body("exchanges.kind", equalTo(List.of("answered", "refused")));
        admin().delete("/{id}", id).then().body("misses.request.url", equalTo(List.of("/v1/models/nobody")));
    }

    @Test
    void interactionsAreAddedAheadAsYamlOrAsJson() {
        Response scope = open("");
        admin().body(HELLO)
                .post("/{id}/interactions", scope.<String>path("id"))
                .then()
                .statusCode(200);
        admin().body(
                        "{\"interactions\": [{\"name\": \"shouts\", \"request\": {\"prompt\": \"Hello\"}, \"response\": \"HI\"}]}")
                .post("/{id}/interactions", scope.<String>path("id"))
                .then()
                .statusCode(200)
                .body("interactions.interaction", equalTo(List.of("shouts", "says hello", "says goodbye")));

        ask(scope, "Hello").then().body("choices[0].message.content", equalTo("HI"));
    }

    @Test
    void contractsThatTheServerHasLoadedCanBeNamed() {
        admin().queryParam("contracts", "news").post().then().body("interactions.contract", equalTo(List.of("news")));
        admin().queryParam("contracts", "newz")
                .post()
                .then()
                .statusCode(400)
                .body("error.message", equalTo("No contract 'newz' is loaded. Did you mean 'news'? Loaded: news"));
    }

    @Test
    void everyNameIsHeardInOneParameterOrInSeveral() {
        for (List<String> names : List.of(List.of("news,newz"), List.of("news", "newz"))) {
            admin().queryParam("contracts", names).post().then().statusCode(400);
        }
    }

    @Test
    void aParameterThatThereIsNotIsRefused() {
        admin().queryParam("contract", "news")
                .post()
                .then()
                .statusCode(400)
                .body("error.message", equalTo("Unknown parameter 'contract'. Did you mean 'contracts'?"));
        admin().queryParam("contracts", "news").get().then().statusCode(400);
    }

    @Test
    void whatIsWrongIsSaidInASentence() {
        open("interactions:\n  - {name: a, request: {prompt: {containz: x}}, response: y}\n")
                .then()
                .statusCode(400)
                .body("error.message", containsString("body.yaml:2:"))
                .body("error.message", containsString("Did you mean 'contains'?"));
        admin().put("/nothing").then().statusCode(404);
        String id = open(HELLO).path("id");
        admin().put("/{id}/misses", id).then().statusCode(405);
        admin().get("/{id}/mises", id).then().statusCode(404);
        admin().post("/{id}/interactions", id).then().statusCode(400);
        admin().body(" ".repeat((1 << 20) + 1)).post().then().statusCode(413);
        admin().body("interactions:\n  - {name: a, response: {stub: /etc/passwd}}")
                .post()
                .then()
                .statusCode(400);
    }

    @Test
    void aPathThatIsNearlyRightIsToldWhatWouldBe() {
        String id = open(HELLO).path("id");

        admin().get("/{id}/mises", id)
                .then()
                .statusCode(404)
                .body("error.message", equalTo("A scope has no 'mises'. Did you mean 'misses'?"));
        admin().body(HELLO)
                .post("/{id}/interactions/first", id)
                .then()
                .statusCode(404)
                .body("error.message", startsWith("A scope has no 'interactions/first'."));
        admin().get("/{id}/interactions", id)
                .then()
                .statusCode(405)
                .body(
                        "error.message",
                        equalTo("GET is not allowed on /__admin/scopes/" + id + "/interactions. Use POST."));
        admin().body(HELLO).post("/").then().statusCode(201);
        admin().delete("/{id}/", id).then().statusCode(200);
    }

    @Test
    void contractsThatAreNamedByNothingAreRefused() {
        admin().queryParam("contracts", "")
                .post()
                .then()
                .statusCode(400)
                .body("error.message", equalTo("The parameter 'contracts' names no contract."));
    }

    @Test
    void linesThatCurlLeftOutAreMissed() {
        String hint =
                ". The body is a single line: curl keeps the line breaks of a file with --data-binary @file, not with -d";
        for (String file : List.of(HELLO, "# greets\n" + HELLO)) {
            open(file.replace("\n", "")).then().statusCode(400).body("error.message", endsWith(hint));
        }
        open("{interactions: [{name: a, respons: b}]}").then().body("error.message", not(endsWith(hint)));
    }

    @Test
    void aScopeHearsOfPathsThatNothingAnswers() {
        Response scope = open(HELLO);
        given().body("{}").post(scope.path("base_url") + "/embeddings").then().statusCode(404);

        admin().get("/{id}/misses", scope.<String>path("id"))
                .then()
                .body("misses.kind", equalTo(List.of("refused")))
                .body(
                        "misses.explanation",
                        everyItem(startsWith("Invalid URL (POST /v1/embeddings): only chat completions")));
    }

    @Test
    void aScopeHoldsSoMuchTextAndNoMore() {
        String id = open(HELLO).path("id");
        String large = HELLO + "#" + " ".repeat(1_000_000);
        for (int i = 0; i < 4; i++) {
            admin().body(large).post("/{id}/interactions", id).then().statusCode(200);
        }
        admin().body(large).post("/{id}/interactions", id).then().statusCode(429);
    }

    @Test
    void webPagesAreKeptAwayAsFromTheWholeAdminApi() {
        admin().header("Origin", "http://evil.example").post().then().statusCode(403);
        assertThat(server.exchanges()).isEmpty();
    }

    @Test
    void thePublishedDocumentIsSoundAndTellsTheAnswers() throws Exception {
        var document = document();
        var schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(
                        loaders -> loaders.schemas(Map.of("urn:scopes", Json.compact(document)))));
        Response scope = open(HELLO);
        ask(scope, "Hello");
        ask(scope, "nothing");
        String id = scope.path("id");

        assertThat(document.path("paths").size()).isEqualTo(7);
        for (var check : Map.of(
                        "Scope", scope.asString(),
                        "Misses", admin().get("/{id}/misses", id).asString(),
                        "Unused", admin().get("/{id}/unused", id).asString(),
                        "Error", admin().get("/none").asString())
                .entrySet()) {
            var schema = schemas.getSchema(SchemaLocation.of("urn:scopes#/components/schemas/" + check.getKey()));
            assertThat(schema.validate(Json.parse(check.getValue())))
                    .as(check.getKey())
                    .isEmpty();
            assertThat(schema.validate(Json.object())).as(check.getKey()).isNotEmpty();
        }
        admin().get().then().body("scopes", not(empty()));
    }

    @Test
    void thePublishedDocumentTellsEveryCallAndNoOther() {
        JsonNode paths = document().path("paths");
        paths.fieldNames().forEachRemaining(path -> {
            for (Method method : List.of(Method.GET, Method.PUT, Method.POST, Method.PATCH, Method.DELETE)) {
                JsonNode documented = paths.at(
                        "/" + path.replace("/", "~1") + "/" + method.name().toLowerCase(Locale.ROOT) + "/responses");
                String url = path.replace("{id}", open(HELLO).path("id"));
                RequestSpecification call = method == Method.POST ? admin().body(HELLO) : admin();

                assertThat(call.request(method, server.adminUrl().resolve(url)).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(documented.isMissingNode() ? 405 : Integer.parseInt(success(documented)));
            }
        });
    }

    private static String success(JsonNode responses) {
        return responses.fieldNames().next();
    }

    private static JsonNode document() {
        String text =
                admin().get("/openapi.yaml").then().statusCode(200).extract().asString();
        return Json.treeOf(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static RequestSpecification admin() {
        return given().baseUri(server.adminUrl() + "/scopes").contentType("text/plain; charset=utf-8");
    }

    private static Response open(String contract) {
        return admin().body(contract).post();
    }

    private static Response ask(Response scope, String prompt) {
        return given().contentType("application/json")
                .body(CHAT.formatted(prompt))
                .post(scope.path("base_url") + "/chat/completions");
    }
}
