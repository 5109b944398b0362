package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.export.Sampler.Answer;
import dev.cannery.internal.record.export.Sampler.Sample;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes a Pact file of version 4: the example of each turn, its response, and matching rules as far as Pact has them. */
final class PactExporter implements Exporter {
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";
    /** A stream with at least one event that holds an object. */
    private static final String EVENTS = "(?s).*data: ?\\{.*";

    @Override
    public List<ExportedFile> write(Sampler contract, Losses losses) {
        ObjectNode pact = Json.object();
        pact.putObject("consumer").put("name", contract.contract().consumer());
        pact.putObject("provider").put("name", contract.contract().provider());
        pact.putArray("interactions");
        for (Sample sample : contract.samples()) {
            add(contract, sample, pact, losses);
        }
        pact.putObject("metadata").putObject("pactSpecification").put("version", "4.0");
        String name = contract.contract().consumer() + "-" + contract.contract().provider() + ".json";
        return List.of(new ExportedFile(name, new String(Json.prettyBytes(pact), StandardCharsets.UTF_8) + "\n"));
    }

    private static void add(Sampler contract, Sample sample, ObjectNode pact, Losses losses) {
        LoadedInteraction interaction = sample.interaction();
        CannedResponse response = sample.turn().responses().get(0);
        Optional<String> reason = whyLeftOut(sample, response);
        if (reason.isPresent()) {
            losses.add(interaction, "it is left out: " + reason.get());
            return;
        }
        if (sample.turn().responses().size() > 1) {
            losses.add(
                    interaction,
                    "only the first of its successive responses is written: Pact allows one for each request");
        }
        if (response instanceof CannedTemplate) {
            losses.add(interaction, "its template is not filled in, but sent as it stands");
        }
        String turn = interaction.isConversation() ? ", turn " + (sample.index() + 1) : "";
        ObjectNode written = pact.withArray("interactions")
                .addObject()
                .put("type", "Synchronous/HTTP")
                .put("key", Integer.toHexString((interaction.name() + turn).hashCode()))
                .put("description", interaction.name() + turn);
        if (interaction.prerequisites().isPending()) {
            written.put("pending", true);
        }
        interaction
                .prerequisites()
                .given()
                .forEach(
                        state -> written.withArray("providerStates").addObject().put("name", state));
        request(sample, written.putObject("request"), losses);
        response(contract.answer(sample, response, sample.isStream()), written.putObject("response"));
    }

    private static Optional<String> whyLeftOut(Sample sample, CannedResponse response) {
        List<String> missing = ExampleRequest.of(sample.turn()).missing();
        if (!missing.isEmpty()) {
            return Optional.of(String.join(", ", missing) + " needs an 'example'");
        }
        if (sample.endpoint() == ChatEndpoint.RESPONSES) {
            return Optional.of("it is served at /responses only, for which no Pact is written");
        }
        return response instanceof CannedFault ? Optional.of("its response is not HTTP") : Optional.empty();
    }

    private static void request(Sample sample, ObjectNode request, Losses losses) {
        request.put("method", "POST").put("path", sample.path());
        ObjectNode headers = request.putObject("headers");
        headers.putArray(CONTENT_TYPE).add(JSON);
        sample.sent().headers().forEach((name, value) -> headers.putArray(name).add(value));
        sample.sent()
                .query()
                .forEach((name, value) ->
                        Json.objectIn(request, "query").putArray(name).add(value));
        ObjectNode body = request.putObject("body");
        body.set("content", sample.sent().body());
        body.put("contentType", JSON).put("encoded", false);
        PactMatchers matchers = new PactMatchers(sample.sent().body(), what -> losses.add(sample.interaction(), what));
        for (FieldRule rule : sample.turn().request().rules()) {
            matchers.add(rule);
        }
        if (!sample.turn().request().isStrict()) {
            losses.add(sample.interaction(), "Pact allows only the fields of the example in a request");
        }
        if (!matchers.rules().isEmpty()) {
            request.set("matchingRules", matchers.rules());
        }
    }

    private static void response(Answer answer, ObjectNode response) {
        response.put("status", answer.status());
        ObjectNode headers = response.putObject("headers");
        // the other headers differ from response to response
        headers.putArray(CONTENT_TYPE).add(answer.headers().getOrDefault(CONTENT_TYPE, JSON));
        ObjectNode body = response.putObject("body");
        if (answer.gaps().isEmpty()) {
            try {
                body.set("content", Json.parse(answer.text()));
                body.put("contentType", JSON).put("encoded", false);
                ofAnyProvider(response, matcher -> matcher.put("match", "type"));
                return;
            } catch (IOException e) {
                // a literal body that is no JSON is written as text
                body.put("contentType", "text/plain");
            }
        } else {
            body.put("contentType", "text/event-stream");
            ofAnyProvider(response, matcher -> matcher.put("match", "regex").put("regex", EVENTS));
        }
        body.put("content", answer.text()).put("encoded", false);
    }

    /** Adds a rule on the whole body, which no provider repeats: no model says the same again, and ids differ. */
    private static void ofAnyProvider(ObjectNode response, Consumer<ObjectNode> rule) {
        rule.accept(response.putObject("matchingRules")
                .putObject("body")
                .putObject("$")
                .put("combine", "AND")
                .putArray("matchers")
                .addObject());
    }
}
