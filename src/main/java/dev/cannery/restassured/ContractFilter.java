package dev.cannery.restassured;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.MalformedRequestException;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.Contract;
import dev.cannery.contract.reader.ContractReader;
import dev.cannery.matching.InteractionSet;
import dev.cannery.matching.MissTable;
import dev.cannery.matching.RuleChecker;
import dev.cannery.profile.Profile;
import dev.cannery.profile.ProfileReader;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls that REST Assured makes, to whatever provider, to a contract or to a provider's profile: a request that breaks it
 * fails the test and is not sent. Requests to other paths than those of chat completions pass.
 *
 * <pre>{@code
 * given().filter(ContractFilter.of(Path.of("contracts/weather.yaml"))).body(request).post(url)
 * }</pre>
 */
public final class ContractFilter implements Filter {
    private static final String CHAT_COMPLETIONS = "/chat/completions";

    private final Function<ChatRequest, Optional<String>> judge;

    private ContractFilter(Function<ChatRequest, Optional<String>> judge) {
        this.judge = judge;
    }

    /**
     * Requests must satisfy an interaction of these contract files, or of the files below these folders.
     *
     * @throws dev.cannery.contract.reader.ContractException when anything is wrong in them
     */
    public static ContractFilter of(Path... filesOrFolders) {
        return of(ContractReader.read(filesOrFolders));
    }

    /** Requests must satisfy an interaction of these contracts. */
    public static ContractFilter of(List<Contract> contracts) {
        InteractionSet interactions = InteractionSet.of(contracts, new RuleChecker(new TokenCounter()::forModel));
        return new ContractFilter(request -> interactions.match(request).isPresent()
                ? Optional.empty()
                : Optional.of(MissTable.of(interactions.explain(request)).stripTrailing()));
    }

    /**
     * Requests must be such as this provider accepts, as {@code openai}.
     *
     * @throws dev.cannery.profile.InvalidProfileException when there is no such profile
     */
    public static ContractFilter ofProfile(String name) {
        Profile profile = ProfileReader.read(name).counting(new TokenCounter()::promptTokens);
        return new ContractFilter(request -> profile.refusalOf(request).map(error -> sentence(name, error)));
    }

    private static String sentence(String profile, ApiError error) {
        return "'" + profile + "' would refuse the request with " + error.status() + ": " + error.message();
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        String path = URI.create(request.getURI()).getPath();
        if (path != null && path.endsWith(CHAT_COMPLETIONS) && "POST".equals(request.getMethod())) {
            judge(path, request).ifPresent(complaint -> {
                throw new AssertionError(complaint);
            });
        }
        return context.next(request, response);
    }

    private Optional<String> judge(String path, FilterableRequestSpecification request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : request.getHeaders()) {
            headers.merge(header.getName(), header.getValue(), (first, next) -> first + ", " + next);
        }
        try {
            return judge.apply(ChatRequest.parse(path, headers, bytes(request.getBody())));
        } catch (MalformedRequestException e) {
            return Optional.of("the body is no request for a chat completion: "
                    + e.toApiError().message());
        }
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
