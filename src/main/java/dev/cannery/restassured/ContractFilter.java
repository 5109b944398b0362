package dev.cannery.restassured;

import dev.cannery.Contract;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.verify.exchange.Reply;
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
 * Holds calls that REST Assured makes, to whatever provider, to a contract or to a provider's profile: a request that breaks it
 * fails the test and is not sent, and an answer, whole or streamed, that breaks it fails the test too. Requests to other paths
 * than those of chat completions pass.
 *
 * <pre>{@code
 * given().filter(ContractFilter.of(Path.of("contracts/weather.yaml"))).body(request).post(url)
 * }</pre>
 */
public final class ContractFilter implements Filter {
    private static final String CHAT_COMPLETIONS = "/chat/completions";

    private final CallJudge judge;
    private final boolean judgesAnswers;

    private ContractFilter(CallJudge judge, boolean judgesAnswers) {
        this.judge = judge;
        this.judgesAnswers = judgesAnswers;
    }

    /**
     * Requests must satisfy an interaction of these contract files, or of the files below these folders, and answers what
     * {@code verify} asks of a provider.
     *
     * @throws dev.cannery.InvalidFilesException when a file has errors; it lists all errors of all files
     */
    public static ContractFilter of(Path... filesOrFolders) {
        return of(ContractReader.read(filesOrFolders));
    }

    /** Requests must satisfy an interaction of these contracts, and answers what {@code verify} asks of a provider. */
    public static ContractFilter of(List<? extends Contract> contracts) {
        return new ContractFilter(
                new ContractJudge(contracts.stream().map(LoadedContract::of).toList()), true);
    }

    /**
     * Requests must be such as this provider accepts, as {@code openai}, and answers such as it gives.
     *
     * @throws dev.cannery.InvalidFilesException when there is no such profile
     */
    public static ContractFilter ofProfile(String name) {
        return new ContractFilter(new ProfileJudge(name), true);
    }

    /** The same filter, which lets every answer pass. */
    public ContractFilter requestsOnly() {
        return new ContractFilter(judge, false);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        URI address = URI.create(request.getURI());
        String path = address.getPath();
        if (path == null || !path.endsWith(CHAT_COMPLETIONS) || !"POST".equals(request.getMethod())) {
            return context.next(request, response);
        }
        ChatRequest asked = parse(path, request).withQuery(QueryText.parse(address.getRawQuery()));
        failOn(judge.complaintOf(asked));
        Response answer = context.next(request, response);
        if (judgesAnswers) {
            failOn(judge.complaintOf(asked, replyOf(answer)));
        }
        return answer;
    }

    private static void failOn(Optional<String> complaint) {
        complaint.ifPresent(words -> {
            throw new AssertionError(words);
        });
    }

    private static ChatRequest parse(String path, FilterableRequestSpecification request) {
        try {
            return ChatRequest.parse(path, byName(request.getHeaders()), bytes(request.getBody()));
        } catch (MalformedRequestException e) {
            throw new AssertionError(
                    "the body is no request for a chat completion: "
                            + e.toApiError().message(),
                    e);
        }
    }

    /** All in one piece and at once: when its parts came is not known. */
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
