package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recorded conversation while it becomes an interaction, whose rules can be narrowed. */
final class InteractionDraft {
    /** The tag of interactions that were recorded, and can be recorded again. */
    static final String TAG = "recorded";

    private static final int LONGEST_NAME = 60;

    private final List<CallTree.Turn> turns;
    private String name;
    private boolean isRaw;
    private boolean isVerified = true;
    private boolean isAtOneEndpoint;
    private RequestRules.Level level = RequestRules.Level.USUAL;

    InteractionDraft(List<CallTree.Turn> turns, @Nullable String name, boolean isRaw) {
        this.isRaw = isRaw;
        this.turns = turns;
        this.name = name == null ? nameOf(turns.get(0)) : name;
    }

    private static String nameOf(CallTree.Turn first) {
        String prompt = first.node().request().prompt().asText("");
        String line =
                StableText.excerpt(prompt, prompt, LONGEST_NAME).orElse("").replaceAll("\\s+", " ");
        String words = line.replaceAll("[\\p{Punct}\\s]+$", "").replaceAll("^[\\p{Punct}\\s]+", "");
        return words.isEmpty() ? "request without a prompt" : words;
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
    }

    List<CallTree.Turn> turns() {
        return turns;
    }

    /** Stores the answers as they were sent. */
    void storeRaw() {
        isRaw = true;
    }

    /** Leaves the interaction out when the contract is verified, because no request can be built for it that the provider accepts. */
    void leaveUnverified() {
        isVerified = false;
    }

    boolean isRaw() {
        return isRaw;
    }

    /** Returns a text by which drafts of the same name are ordered, whatever the order of their calls. */
    String order() {
        return Conversations.signature(turns.get(0).node().request(), false)
                + Conversations.signature(turns.get(turns.size() - 1).node().request(), true);
    }

    /** Restricts the interaction to its own endpoint if that is not the one named; returns false if this changes nothing. */
    boolean restrict(ChatEndpoint other) {
        if (isAtOneEndpoint || endpoint() == other) {
            return false;
        }
        isAtOneEndpoint = true;
        return true;
    }

    private ChatEndpoint endpoint() {
        return turns.get(0).node().request().endpoint();
    }

    /** Narrows the rules; returns false if they are as narrow as they can be. */
    boolean narrow() {
        List<RequestRules.Level> levels = List.of(RequestRules.Level.values());
        int next = levels.indexOf(level) + 1;
        if (next == levels.size()) {
            return false;
        }
        level = levels.get(next);
        return true;
    }

    /**
     * Returns the interaction.
     *
     * @param folder the folder of its stubs
     */
    LoadedInteraction interaction(RequestRules rules, String folder) {
        List<Turn> built = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            CallTree.Turn turn = turns.get(i);
            List<FieldRule> all = new ArrayList<>(rules.of(turn.node().first(), level, turns.size() > 1));
            if (turns.size() == 1) {
                all.addAll(rules.beforeResults(turn));
            }
            if (isAtOneEndpoint && all.stream().noneMatch(rule -> rule.part() instanceof RequestPart.Path)) {
                Constraint path = new TextMatch(TextMatch.Place.END, endpoint().path(), false);
                all.add(0, new FieldRule(new RequestPart.Path(), path));
            }
            built.add(new Turn(RequestPattern.of(all), responses(turn, stubName(folder, i))));
        }
        return new LoadedInteraction(
                name,
                SourceLocation.CODE,
                built,
                false,
                LoadedInteraction.Prerequisites.NONE,
                !isVerified || isOnlyOfMock(built) ? Verification.NEVER : Verification.SHAPE,
                new LoadedInteraction.Notes("", List.of(TAG)));
    }

    /** Whether an answer is one that a provider does not give again when it is asked for it. */
    private static boolean isOnlyOfMock(List<Turn> turns) {
        return turns.stream()
                .flatMap(turn -> turn.responses().stream())
                .anyMatch(response -> response instanceof CannedBody || response instanceof CannedError);
    }

    /** Returns the texts of the stubs by their names. */
    Map<String, String> stubs(String folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < turns.size(); i++) {
            List<Answered> answers = distinct(turns.get(i).answers());
            for (int k = 0; k < answers.size(); k++) {
                Answered.Raw raw = rawOf(answers.get(k));
                if (raw != null) {
                    texts.put(StoredRequests.ofAnswer(stubName(folder, i), k + 1) + raw.extension(), raw.text());
                }
            }
        }
        return texts;
    }

    /** Returns the texts of the recorded requests, one of each turn, by the names of their files. */
    Map<String, String> requests(String folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < turns.size(); i++) {
            ChatRequest request = turns.get(i).node().request();
            ObjectNode stored = Json.object().put("interaction", name).put("turn", i + 1);
            stored.put("url", localPart(turns.get(i).node().first().call().url()));
            stored.set("body", request.sentBody());
            texts.put(
                    stubName(folder, i) + StoredRequests.EXTENSION,
                    new String(Json.prettyBytes(stored), StandardCharsets.UTF_8) + "\n");
        }
        return texts;
    }

    /** Returns the path and the query of a URL. */
    private static String localPart(String url) {
        return url.replaceFirst("^(?:[a-zA-Z][a-zA-Z0-9+.-]*://)?[^/?#]*", "");
    }

    private Answered.@Nullable Raw rawOf(Answered answer) {
        return isRaw || answer.isRaw() ? answer.raw() : null;
    }

    private String stubName(String folder, int turn) {
        return folder + "/" + FileNames.slug(name) + (turns.size() > 1 ? "-turn-" + (turn + 1) : "");
    }

    private List<CannedResponse> responses(CallTree.Turn turn, String stub) {
        List<CannedResponse> responses = new ArrayList<>();
        for (Answered answer : distinct(turn.answers())) {
            Answered.Raw raw = rawOf(answer);
            CannedResponse response = answer.response();
            if (raw != null && response instanceof CannedCompletion completion) {
                String file = StoredRequests.ofAnswer(stub, responses.size() + 1) + raw.extension();
                response = Untimed.of(completion.withRecorded(RecordedAnswer.in(Json.object(), file)));
            }
            responses.add(response);
        }
        return responses;
    }

    /** Returns one answer if all say the same, otherwise all. */
    private static List<Answered> distinct(List<Answered> answers) {
        CannedResponse first = Untimed.of(answers.get(0).response());
        return answers.stream().allMatch(answer -> Untimed.of(answer.response()).equals(first))
                ? answers.subList(0, 1)
                : answers;
    }
}
