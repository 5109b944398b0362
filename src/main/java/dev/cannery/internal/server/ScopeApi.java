package dev.cannery.internal.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.admin.AdminCall;
import dev.cannery.internal.server.admin.AdminGuard;
import dev.cannery.internal.server.admin.ReplayedRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.transport.MemoryBudget;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The HTTP API of scopes, for tests in other languages; {@code scopes.openapi.yaml} describes it. */
final class ScopeApi implements AdminCall.Service {
    static final String ROOT = AdminGuard.ADMIN_ROOT + "/scopes";

    private static final int MOST_BYTES = 1 << 20;
    private static final String CONTRACTS = "contracts";
    private static final String RECORD = "record";
    private static final String NAME = "name";
    private static final String DOCUMENT = "openapi.yaml";
    /** A single line with a comment, which hides the rest, or with a list item that belongs on a line of its own. */
    private static final Pattern ONE_LINE = Pattern.compile("#.*|[^{\\[#\n]*: +- .*");

    private static final List<String> PARTS = List.of("interactions", "exchanges", "misses", "unused");
    /** The allowed methods of a scope and of each of its parts. */
    private static final Map<String, String> METHODS =
            Map.of("", "GET or DELETE", "interactions", "POST", "exchanges", "GET", "misses", "GET", "unused", "GET");

    private final Scopes scopes;

    ScopeApi(Scopes scopes) {
        this.scopes = scopes;
    }

    static boolean serves(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    @Override
    public int mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public void answer(ReplayedRequest request, MemoryBudget.Share share, Response response, Callback done) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        Request.extractQueryParameters(request).forEach(field -> query.put(field.getName(), field.getValues()));
        // the server's URL as the client knows it, which may differ from the server's own
        URI server = URI.create((request.isSecure() ? "https://" : "http://") + Request.getServerName(request) + ":"
                + Request.getServerPort(request));
        RenderedResponse answer =
                answer(request.getMethod(), Request.getPathInContext(request), server, query, request.body());
        Sender.sendWhole(answer, response, done);
    }

    /**
     * Answers a call.
     *
     * @param server the server's URL as the client knows it
     * @param query the parameters of the URL with their values
     */
    private RenderedResponse answer(
            String method, String path, URI server, Map<String, List<String>> query, byte[] body) {
        // "" for all scopes, "/4f2a" for one, "/4f2a/misses" for a part of it; a trailing slash is ignored
        String[] parts = path.substring(ROOT.length()).split("/", 3);
        String part = parts.length < 3 ? "" : parts[2].replaceFirst("/$", "");
        try {
            if (parts.length < 2 || parts[1].isEmpty()) {
                return ofAll(method, path, server, query, body);
            }
            requireKnown(query, List.of());
            if (parts[1].equals(DOCUMENT)) {
                return method.equals("GET") ? document() : wrongMethod(method, path, "GET");
            }
            Optional<OpenScope> scope = scopes.find(parts[1]);
            return scope.isEmpty()
                    ? ServerError.noScope(parts[1]).render(Provider.standard())
                    : ofOne(method, path, scope.get(), part, body);
        } catch (SourceProblemsException e) {
            return refused(400, "invalid_contract", e.getMessage() + lostLines(body));
        } catch (IllegalArgumentException e) {
            return refused(400, "unknown_name", String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return refused(429, "too_much", String.valueOf(e.getMessage()));
        }
    }

    private RenderedResponse ofAll(
            String method, String path, URI server, Map<String, List<String>> query, byte[] body) {
        if (method.equals("GET")) {
            requireKnown(query, List.of());
            ObjectNode all = Json.object();
            var array = all.putArray("scopes");
            scopes.remote().forEach(scope -> array.add(tree(scope)));
            return json(200, all);
        }
        if (!method.equals("POST")) {
            return wrongMethod(method, path, "GET or POST");
        }
        requireKnown(query, List.of(CONTRACTS, RECORD, NAME));
        Optional<Upstream> provider = provider(query);
        List<LoadedContract> contracts = new ArrayList<>(parse(body));
        contracts.addAll(scopes.loaded(names(query.getOrDefault(CONTRACTS, List.of()))));
        OpenScope opened = scopes.openRemote(server, contracts, body.length);
        provider.ifPresent(opened::forwardTo);
        return json(201, tree(opened));
    }

    /** Returns the provider to which the requests of a scope are forwarded; empty if the server has none. */
    private Optional<Upstream> provider(Map<String, List<String>> query) {
        Upstream provider = scopes.main().now().upstream();
        String mode = only(query, RECORD);
        if (provider == null) {
            if (query.containsKey(RECORD) || query.containsKey(NAME)) {
                throw new IllegalArgumentException(
                        "The server has no provider to record from. Start it with --record and --record-target.");
            }
            return Optional.empty();
        }
        List<String> words =
                Arrays.stream(Upstream.Mode.values()).map(Words::of).toList();
        if (!mode.isEmpty() && !words.contains(mode)) {
            throw new IllegalArgumentException(
                    "'" + RECORD + "' must be one of " + String.join(", ", words) + ", was '" + mode + "'.");
        }
        Upstream.Mode asked = mode.isEmpty() ? null : Upstream.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        return Optional.of(provider.forScope(asked, only(query, NAME)));
    }

    private static String only(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(values.size() - 1).strip();
    }

    private RenderedResponse ofOne(String method, String path, OpenScope scope, String part, byte[] body) {
        return switch (method + " " + part) {
            case "GET " -> json(200, tree(scope));
            case "DELETE " -> end(scope);
            case "POST interactions" -> add(scope, body);
            case "GET exchanges" -> json(200, ScopeJson.exchanges(scope));
            case "GET misses" -> json(200, ScopeJson.misses(scope, Json.object()));
            case "GET unused" -> json(200, ScopeJson.unused(scope, Json.object()));
            default -> {
                String right = METHODS.get(part);
                yield right == null
                        ? refused(404, "unknown_name", "A scope has no '" + part + "'." + availableFor(part))
                        : wrongMethod(method, path, right);
            }
        };
    }

    private static String availableFor(String part) {
        String suggestion = Suggestion.sentence(part, PARTS);
        return suggestion.isEmpty() ? " Available: " + String.join(", ", PARTS) : suggestion;
    }

    private static RenderedResponse end(OpenScope scope) {
        scope.close();
        ObjectNode ended = ScopeJson.unused(scope, ScopeJson.misses(scope, Json.object()));
        Upstream provider = scope.live().now().upstream();
        if (provider != null) {
            ArrayNode lines = ended.putArray("recorded");
            provider.end().forEach(lines::add);
        }
        return json(200, ended);
    }

    private static RenderedResponse add(OpenScope scope, byte[] body) {
        List<LoadedContract> more = parse(body);
        if (more.isEmpty()) {
            return refused(400, "invalid_contract", "There is no interaction to add: the request has no body.");
        }
        scope.take(body.length);
        for (int i = more.size() - 1; i >= 0; i--) {
            scope.putFirst(more.get(i));
        }
        return json(200, tree(scope));
    }

    /** Returns names that are separated by commas or given one by one. */
    private static List<String> names(List<String> values) {
        List<String> names = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty() && !values.isEmpty()) {
            throw new IllegalArgumentException("The parameter '" + CONTRACTS + "' names no contract.");
        }
        return names;
    }

    private static void requireKnown(Map<String, List<String>> query, List<String> known) {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "Unknown parameter '" + name + "'." + Suggestion.sentence(name, known));
            }
        }
    }

    private static List<LoadedContract> parse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return List.of();
        }
        return ContractReader.parse(text.stripLeading().startsWith("{") ? "body.json" : "body.yaml", text);
    }

    /** Returns a hint if a YAML body lost its line breaks on the way, which is not visible in the file. */
    private static String lostLines(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return ONE_LINE.matcher(text).matches()
                ? ". The body is a single line: curl keeps the line breaks of a file with --data-binary @file, not with -d"
                : "";
    }

    private static ObjectNode tree(OpenScope scope) {
        return ScopeJson.scope(scope, Scopes.PATIENCE);
    }

    private static RenderedResponse json(int status, ObjectNode tree) {
        return whole(status, "application/json", Json.prettyBytes(tree));
    }

    private static RenderedResponse document() {
        try (InputStream in = ScopeApi.class.getResourceAsStream("scopes.openapi.yaml")) {
            return whole(200, "application/yaml", Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RenderedResponse whole(int status, String type, byte[] bytes) {
        return new RenderedResponse(
                status, Map.of("content-type", type), new Body.Whole(ByteBuffer.wrap(bytes)), Delay.NONE);
    }

    private static RenderedResponse wrongMethod(String method, String path, String right) {
        return refused(405, "method_not_supported", method + " is not allowed on " + path + ". Use " + right + ".");
    }

    private static RenderedResponse refused(int status, String code, String sentence) {
        return ServerError.refused(status, code, sentence).render(Provider.standard());
    }

    /** Returns the message for a contract that is not loaded. */
    static String unknownContract(String name, List<String> known) {
        return "No contract '" + name + "' is loaded." + Suggestion.sentence(name, known)
                + (known.isEmpty() ? " No contract is loaded." : " Loaded: " + String.join(", ", known));
    }
}
