package dev.cannery.internal.record.formats.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.record.RecordedCall;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceProblem;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is read from one file: recorded calls, interactions with the rules that the file states, and losses. */
public final class Reading {
    private final String file;
    private final Function<String, Optional<String>> neighbours;
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<LoadedInteraction> interactions = new ArrayList<>();
    private final List<SourceProblem> losses = new ArrayList<>();
    private int others;
    private @Nullable FileValue firstOther;
    private String firstOtherCall = "";

    /**
     * Creates a reading.
     *
     * @param file the file as the user named it
     * @param neighbours returns the text of a file next to it, by its relative path
     */
    public Reading(String file, Function<String, Optional<String>> neighbours) {
        this.file = file;
        this.neighbours = neighbours;
    }

    /** Returns the text of a file to which this one refers; empty if it cannot be read. */
    public Optional<String> neighbour(String path) {
        return neighbours.apply(path);
    }

    public String file() {
        return file;
    }

    public List<RecordedCall> calls() {
        return calls;
    }

    public List<LoadedInteraction> interactions() {
        return interactions;
    }

    /** Returns what cannot be carried over, in the file's order. */
    public List<SourceProblem> losses() {
        List<SourceProblem> all = new ArrayList<>(losses);
        if (firstOther != null) {
            String more = others == 1 ? "1 request is" : others + " requests are";
            all.add(new SourceProblem(
                    firstOther.at(), "", more + " not for a chat completion or a response, such as " + firstOtherCall));
        }
        all.sort((left, right) -> left.at().compareTo(right.at()));
        return all;
    }

    /** Reports what cannot be carried over. */
    public void loss(FileValue where, String what) {
        loss(where.at(), where.path(), what);
    }

    public void loss(SourceLocation at, String path, String what) {
        SourceProblem loss = new SourceProblem(at, path, OneLine.of(what));
        if (!losses.contains(loss)) {
            losses.add(loss);
        }
    }

    public void add(LoadedInteraction interaction) {
        interactions.add(interaction);
    }

    /** Adds a call that was put together from something other than its HTTP messages. */
    public void add(RecordedCall call) {
        calls.add(call);
    }

    /** Whether a request is one that contracts are about. Others are counted, and reported in one line for the file. */
    public boolean isChat(FileValue where, String method, String url) {
        if (method.toUpperCase(Locale.ROOT).equals("POST") && ChatEndpoint.has(pathOf(url))) {
            return true;
        }
        others++;
        if (firstOther == null) {
            firstOther = where;
            firstOtherCall = method + " " + OneLine.value(url);
        }
        return false;
    }

    /** Adds an exchange as it was sent; what cannot be read of it is a loss. */
    public void add(FileExchange exchange) {
        if (!isChat(exchange.at(), exchange.method(), exchange.url())) {
            return;
        }
        Optional<ObjectNode> request = requestOf(exchange);
        if (request.isEmpty()) {
            return;
        }
        BodyText body = exchange.body().text(exchange.responseHeader("content-encoding"));
        if (body.problem() != null) {
            loss(exchange.body().at(), body.problem());
        } else if (exchange.status() == 0 || body.text().isBlank()) {
            loss(exchange.body().at(), "the response has no " + (exchange.status() == 0 ? "status" : "body"));
        } else if (!body.isWhole()) {
            loss(exchange.body().at(), "the stream ends before its last event");
        } else {
            calls.add(exchange.call(request.get(), body));
        }
    }

    private Optional<ObjectNode> requestOf(FileExchange exchange) {
        FileValue at = exchange.request().at();
        BodyText body = exchange.request().text(exchange.requestHeader("content-encoding"));
        if (body.problem() != null || body.text().isBlank()) {
            loss(at, body.problem() == null ? "the request has no body" : body.problem());
            return Optional.empty();
        }
        try {
            JsonNode json = Json.parse(body.text());
            if (json instanceof ObjectNode object) {
                return Optional.of(object);
            }
            loss(at, "the body of the request is not a JSON object");
        } catch (JsonProcessingException e) {
            loss(at, "the body of the request is not JSON");
        }
        return Optional.empty();
    }

    /** Returns the path of a URL, without its query. */
    public static String pathOf(String url) {
        String withoutQuery = url.split("[?#]", 2)[0];
        String path = withoutQuery.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*", "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
