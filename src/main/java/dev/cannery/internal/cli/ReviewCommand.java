package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.Review;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code cannery review} command: shows how a provider would respond to a request, without sending it. */
@Command(
        name = "review",
        description = "Shows offline whether a provider would refuse a request, with each reason.",
        footer = {
            "%nExample:",
            "  cannery review request.json --profile azure",
            "%nExit codes:",
            "  0  the provider accepts the request",
            "  1  the provider refuses it",
            "  2  usage error"
        },
        mixinStandardHelpOptions = true)
final class ReviewCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "REQUEST", description = "JSON file of the request, - for standard input.")
    private String request = "-";

    @Option(names = "--profile", paramLabel = "NAME|FILE", description = "Profile of the provider (openai).")
    private String profile = Profile.DEFAULT;

    @Mixin
    private final EndpointOption endpoint = new EndpointOption();

    @Option(names = "--model", paramLabel = "MODEL", description = "Model to use instead of the request's.")
    private @Nullable String model;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Use the models of that day, such as 2025-06-30.")
    private @Nullable LocalDate day;

    @Override
    public Integer call() {
        Profile provider = ProfileReader.find(profile).counting(new TokenCounter()::promptTokens);
        ChatRequest asked = read();
        Profile judge = (day == null ? provider : provider.asOf(day))
                .at(asked.endpoint())
                .orElseThrow(() -> new UserError("the profile '" + provider.name()
                        + "' has no Responses API. Use a profile that has it, such as openai"));
        Review review = judge.review(asked);
        Terminal out = Terminal.out(spec.commandLine());
        if (review.findings().isEmpty()) {
            out.println("ok: " + review.profile() + " accepts this " + review.requestType());
            return 0;
        }
        for (int i = 0; i < review.findings().size(); i++) {
            out.println((i == 0 ? "refused  " : "also     ")
                    + line(review.findings().get(i)));
        }
        return 1;
    }

    private ChatRequest read() {
        ChatRequest read = RequestFile.read(request, endpoint);
        if (model == null) {
            return read;
        }
        ObjectNode body = read.sentBody().deepCopy();
        body.put("model", model);
        return ChatRequest.of(read.path(), Map.of(), body, read.earlier());
    }

    private static String line(ApiError error) {
        String code = error.code() == null ? "" : "  " + error.code();
        return error.status() + code + "  " + (error.param() == null ? "" : error.param() + ": ") + error.message();
    }
}
