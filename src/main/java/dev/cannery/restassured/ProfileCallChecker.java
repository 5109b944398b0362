package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.FindingList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks calls against a provider's profile: whether it accepts the request, and whether it could send the response. */
final class ProfileCallChecker implements CallChecker {
    private final String name;
    private final Profile profile;
    private final Map<ChatEndpoint, ReplyCheck> replies = new EnumMap<>(ChatEndpoint.class);

    ProfileCallChecker(String name) {
        this.name = name;
        this.profile = ProfileReader.find(name).counting(new TokenCounter()::promptTokens);
        for (ChatEndpoint endpoint : ChatEndpoint.values()) {
            profile.at(endpoint).ifPresent(own -> replies.put(endpoint, new ReplyCheck(own.answers())));
        }
    }

    @Override
    public Optional<String> problemOf(ChatRequest request) {
        if (!replies.containsKey(request.endpoint())) {
            return Optional.of(CallChecker.lacks(name));
        }
        return profile.refusalOf(request)
                .map(error -> "'" + name + "' would refuse the request with status " + error.status() + ": "
                        + error.message());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request, Reply reply) {
        FindingList findings = new FindingList();
        Objects.requireNonNull(replies.get(request.endpoint())).success(request, reply, findings);
        return CallChecker.failures("the response deviates from those of '" + name + "'", findings);
    }
}
