package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Optional;

/** Judges calls by the profile of a provider: the requests that it accepts and the responses that it gives. */
final class ProfileJudge implements CallJudge {
    private final String name;
    private final Profile profile;
    private final ReplyCheck replies;

    ProfileJudge(String name) {
        this.name = name;
        this.profile = ProfileReader.find(name).counting(new TokenCounter()::promptTokens);
        this.replies = new ReplyCheck(profile.answers());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request) {
        return profile.refusalOf(request)
                .map(error ->
                        "'" + name + "' would refuse the request with " + error.status() + ": " + error.message());
    }

    @Override
    public Optional<String> problemOf(ChatRequest request, Reply reply) {
        FindingList findings = new FindingList();
        replies.success(request, reply, findings);
        return CallJudge.failures("the response deviates from those of '" + name + "'", findings);
    }
}
