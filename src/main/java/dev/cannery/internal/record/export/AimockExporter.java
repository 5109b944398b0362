package dev.cannery.internal.record.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.export.Sampler.Sample;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes fixtures of aimock. */
final class AimockExporter implements Exporter {
    @Override
    public List<ExportedFile> write(Sampler contract, Losses losses) {
        ObjectNode all = Json.object();
        ArrayNode fixtures = all.putArray("fixtures");
        for (Sample sample : contract.samples()) {
            List<CannedResponse> responses = sample.turn().responses();
            ObjectNode matched = match(sample, losses);
            if (matchesAll(sample, matched)) {
                losses.add(
                        sample.interaction(),
                        "it is left out: aimock has no equivalent of its rules, so it would answer every request");
                continue;
            }
            for (int i = 0; i < responses.size(); i++) {
                ObjectNode match = matched.deepCopy();
                if (i + 1 < responses.size()) {
                    match.put("sequenceIndex", i);
                }
                Optional<ObjectNode> response = responses.get(i) instanceof CannedError error
                        ? Optional.of(error(
                                error, contract.answer(sample, error, false).text()))
                        : response(responses.get(i), sample.interaction(), losses);
                if (response.isPresent()) {
                    ObjectNode fixture = fixtures.addObject();
                    fixture.set("match", match);
                    fixture.set("response", response.get());
                    pace(responses.get(i), fixture);
                }
            }
        }
        String text = new String(Json.prettyBytes(all), StandardCharsets.UTF_8);
        return List.of(new ExportedFile(contract.contract().name() + ".json", text + "\n"));
    }

    /** Whether the fixture answers every request although the interaction does not. */
    private static boolean matchesAll(Sample sample, ObjectNode match) {
        return match.isEmpty()
                && sample.turn().request().rules().stream().anyMatch(rule -> !isAdded(rule, Json.object()));
    }

    private static ObjectNode match(Sample sample, Losses losses) {
        ObjectNode match = Json.object();
        for (FieldRule rule : sample.turn().request().rules()) {
            if (isText(rule.part()) && isStricter(rule.constraint())) {
                losses.add(
                        sample.interaction(),
                        "aimock looks for the text anywhere, instead of checking that "
                                + rule.part().label() + " is "
                                + rule.constraint().describe());
            }
            if (!isAdded(rule, match)) {
                losses.add(
                        sample.interaction(),
                        "aimock cannot check that " + rule.part().label() + " is "
                                + rule.constraint().describe());
            }
        }
        if (sample.interaction().isConversation()) {
            match.put("turnIndex", sample.index());
        }
        if (sample.turn().request().isStrict()) {
            losses.add(sample.interaction(), "aimock ignores fields that no rule mentions, so 'strict' is lost");
        }
        return match;
    }

    private static boolean isText(RequestPart part) {
        return part instanceof RequestPart.Prompt
                || part instanceof RequestPart.NextPrompt
                || part instanceof RequestPart.SystemText
                || part instanceof RequestPart.ToolResult;
    }

    /** Whether a constraint says more of a text than what it contains. */
    private static boolean isStricter(Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            return isStricter(exemplified.constraint());
        }
        if (constraint instanceof AllOf all) {
            return all.parts().stream().anyMatch(AimockExporter::isStricter);
        }
        return constraint instanceof Literal
                || (constraint instanceof TextMatch text
                        && text.place() != TextMatch.Place.ANYWHERE
                        && !text.ignoreCase());
    }

    private static boolean isAdded(FieldRule rule, ObjectNode match) {
        RequestPart part = rule.part();
        Constraint constraint =
                rule.constraint() instanceof Exemplified exemplified ? exemplified.constraint() : rule.constraint();
        if (part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt) {
            // every prompt is a text
            return constraint instanceof KindIs || put("userMessage", contained(constraint), match);
        }
        if (part instanceof RequestPart.SystemText) {
            return put("systemMessage", contained(constraint), match);
        }
        if (part instanceof RequestPart.ToolResult) {
            return put("toolResultContains", contained(constraint), match);
        }
        return switch (part.label()) {
            case "model" -> put("model", contained(constraint), match);
            case "tools" -> tool(constraint, match);
            case "response_format" ->
                constraint instanceof Members members
                        && members.members().keySet().equals(Set.of("type"))
                        && put("responseFormat", contained(members.parts().get(0)), match);
            case "stream" -> true;
            default -> false;
        };
    }

    private static boolean tool(Constraint constraint, ObjectNode match) {
        if (constraint instanceof ToolNames names && names.names().size() == 1) {
            match.put("toolName", names.names().iterator().next());
            return true;
        }
        boolean isOne = constraint instanceof HasAll has
                && has.elements().size() == 1
                && has.elements().get(0) instanceof ToolNamed;
        if (isOne && ((HasAll) constraint).elements().get(0) instanceof ToolNamed tool) {
            match.put("toolName", tool.name());
        }
        return isOne;
    }

    private static boolean put(String key, List<String> texts, ObjectNode match) {
        if (texts.size() == 1) {
            match.put(key, texts.get(0));
        } else if (!texts.isEmpty() && key.equals("systemMessage")) {
            texts.forEach(match.withArray(key)::add);
        }
        return texts.size() == 1 || (!texts.isEmpty() && key.equals("systemMessage"));
    }

    /** Returns the texts that a text must contain; none if the rule says something else. */
    private static List<String> contained(Constraint constraint) {
        if (constraint instanceof Literal literal && literal.value().isTextual()) {
            return List.of(literal.value().textValue());
        }
        if (constraint instanceof TextMatch match && !match.ignoreCase()) {
            return List.of(match.text());
        }
        List<String> all = new ArrayList<>();
        if (constraint instanceof AllOf parts) {
            for (Constraint part : parts.parts()) {
                List<String> texts = contained(part);
                if (texts.isEmpty()) {
                    return List.of();
                }
                all.addAll(texts);
            }
        }
        return all;
    }

    private static ObjectNode error(CannedError error, String body) {
        ObjectNode json = Json.object();
        // as it is sent: a named error is worded by the provider
        JsonNode sent = object(body).path("error");
        ObjectNode said = json.putObject("error")
                .put("message", sent.path("message").asText(error.error().message()));
        for (String member : List.of("type", "code")) {
            if (sent.path(member).isTextual()) {
                said.set(member, sent.get(member));
            }
        }
        json.put("status", error.error().status());
        Duration retry = error.retryAfter();
        return retry == null ? json : json.put("retryAfter", Math.max(1, retry.toSeconds()));
    }

    private static JsonNode object(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    private static Optional<ObjectNode> response(CannedResponse response, LoadedInteraction of, Losses losses) {
        ObjectNode json = Json.object();
        if (!(response instanceof CannedCompletion completion)) {
            losses.add(of, "aimock has no template, literal body or connection fault");
            return Optional.empty();
        }
        if (completion.choices().size() > 1 || !completion.isValid()) {
            losses.add(of, "aimock sends one choice, without faults or misbehaviour");
        }
        CannedChoice choice = completion.choices().get(0);
        message(choice.message(), json, of, losses);
        if (choice.finishReason() != null) {
            json.put("finishReason", choice.finishReason().wire());
        }
        CannedUsage usage = completion.usage();
        if (usage != null) {
            json.putObject("usage")
                    .put("prompt_tokens", usage.promptTokens())
                    .put("completion_tokens", usage.completionTokens());
        }
        if (completion.identity().model() != null) {
            json.put("model", completion.identity().model());
        }
        return Optional.of(json);
    }

    private static void message(CannedMessage message, ObjectNode json, LoadedInteraction of, Losses losses) {
        if (message.content() != null || message.toolCalls().isEmpty()) {
            json.put("content", message.content() == null ? "" : message.content());
        }
        message.toolCalls().forEach(call -> {
            ObjectNode written = json.withArray("toolCalls")
                    .addObject()
                    .put("name", call.name())
                    .put("arguments", call.arguments());
            if (call.id() != null) {
                written.put("id", call.id());
            }
        });
        if (message.reasoning() != null) {
            json.put("reasoning", message.reasoning());
        }
        if (message.refusal() != null || message.audio() != null || message.functionCall() != null) {
            losses.add(of, "aimock has no refusal, audio or legacy function call in a chat completion");
        }
    }

    private static void pace(CannedResponse response, ObjectNode fixture) {
        if (!(response instanceof CannedCompletion completion)) {
            return;
        }
        Pacing pacing = completion.pacing();
        if (pacing.cut() instanceof Pacing.Cut.BySize size) {
            fixture.put("chunkSize", size.size());
        }
        if (!pacing.gaps().isEmpty()) {
            ObjectNode timings = fixture.putObject("recordedTimings")
                    .put("ttftMs", pacing.gaps().get(0).toMillis());
            ArrayNode delays = timings.putArray("interChunkDelaysMs");
            pacing.gaps().stream().skip(1).forEach(gap -> delays.add(gap.toMillis()));
            timings.put(
                    "totalDurationMs",
                    pacing.gaps().stream().mapToLong(Duration::toMillis).sum());
        } else if (!pacing.first().isZero() || !pacing.every().isZero()) {
            ObjectNode profile = fixture.putObject("streamingProfile")
                    .put("ttft", pacing.first().toMillis());
            if (!pacing.every().isZero()) {
                profile.put("tps", 1e9 / pacing.every().toNanos());
            }
        }
    }
}
