package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Optional;

/** Checks calls against a provider's profile: whether it accepts the request, and whether it could send the response. */
final class ProfileCallChecker implements CallChecker {
    private final String name;
    private final Profile profile;
    private final ReplyCheck replies;

    ProfileCallChecker(String name) {
        this.name = name;
        this.profile = ProfileReader.find(name).counting(new TokenCounter()::promptTokens);
        this.replies = new ReplyCheck(profile.answers());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request) {
        return profile.refusalOf(request)
                .map(error -> "'" + name + "' would refuse the request with status " + error.status() + ": "
                        + error.message());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request, Reply reply) {
        FindingList findings = new FindingList();
        replies.success(request, reply, findings);
        return CallChecker.failures("the response deviates from those of '" + name + "'", findings);
    }
}
