package dev.cannery.restassured;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Contract;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.chat.RecordedItems;
import dev.cannery.internal.chat.RequestBody;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.wire.QueryText;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A REST Assured filter that checks calls to a provider against contracts, or against a provider's profile: chat completions and
 * the Responses API.
 *
 * <p>A request that does not match fails the test and is not sent. A response that does not match, whole or streamed, fails the
 * test as well. Requests to other paths pass unchecked. A request may refer to earlier responses by id if they passed through
 * the same filter.
 *
 * <pre>{@code
 * given().filter(ContractFilter.of(Path.of("contracts/weather.yaml"))).body(request).post(url)
 * }</pre>
 */
public final class ContractFilter implements Filter {
    private final CallChecker checker;
    private final boolean judgesAnswers;
    private final RecordedItems earlier = new RecordedItems();

    private ContractFilter(CallChecker checker, boolean judgesAnswers) {
        this.checker = checker;
        this.judgesAnswers = judgesAnswers;
    }

    /**
     * Returns a filter for these contract files, and the contract files below these folders. A request must match an interaction;
     * its response must satisfy what {@code verify} requires of a provider.
     *
     * @throws dev.cannery.InvalidFilesException if a file has errors; the message lists all errors of all files
     */
    public static ContractFilter of(Path... filesOrFolders) {
        return of(ContractReader.read(filesOrFolders));
    }

    /**
     * Returns a filter for these contracts. A request must match an interaction; its response must satisfy what {@code verify}
     * requires of a provider.
     */
    public static ContractFilter of(List<? extends Contract> contracts) {
        return new ContractFilter(
                new ContractCallChecker(
                        contracts.stream().map(LoadedContract::of).toList()),
                true);
    }

    /**
     * Returns a filter for a provider's profile, such as {@code openai}. The provider must accept the request, and the response
     * must be one that it could send.
     *
     * @throws dev.cannery.InvalidFilesException if there is no such profile
     */
    public static ContractFilter ofProfile(String name) {
        return new ContractFilter(new ProfileCallChecker(name), true);
    }

    /** Returns a filter that checks requests like this one, but no responses. */
    public ContractFilter requestsOnly() {
        return new ContractFilter(checker, false);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        URI address = URI.create(request.getURI());
        String path = address.getPath();
        if (path == null || !ChatEndpoint.has(path) || !"POST".equals(request.getMethod())) {
            return context.next(request, response);
        }
        ChatRequest sent = parse(path, request).withQuery(QueryText.parse(address.getRawQuery()));
        failOn(checker.problemOf(sent));
        Response answer = context.next(request, response);
        Reply reply = replyOf(answer);
        if (judgesAnswers) {
            failOn(checker.problemOf(sent, reply));
        }
        if (sent.endpoint() == ChatEndpoint.RESPONSES) {
            earlier.add(sent.sentBody(), RepliedBody.whole(new String(reply.body(), StandardCharsets.UTF_8)));
        }
        return answer;
    }

    private static void failOn(Optional<String> problem) {
        problem.ifPresent(words -> {
            throw new AssertionError(words);
        });
    }

    private ChatRequest parse(String path, FilterableRequestSpecification request) {
        try {
            ObjectNode body = RequestBody.parse(bytes(request.getBody()));
            return ChatRequest.of(path, byName(request.getHeaders()), body, earlier);
        } catch (MalformedRequestException e) {
            throw new AssertionError(
                    "the body of POST " + path + " is not a request: "
                            + e.toApiError().message(),
                    e);
        }
    }

    /** Returns the response as one fragment, because REST Assured does not report when its parts arrived. */
    private static Reply replyOf(Response answer) {
        return new Reply(
                answer.statusCode(),
                byName(answer.headers()),
                List.of(new Reply.Arrival(Duration.ZERO, answer.asByteArray())),
                Duration.ZERO,
                null);
    }

    private static Map<String, String> byName(Headers headers) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (Header header : headers) {
            byName.merge(header.getName(), header.getValue(), (first, next) -> first + ", " + next);
        }
        return byName;
    }

    private static byte[] bytes(@Nullable Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof File file) {
            try {
                return Files.readAllBytes(file.toPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
