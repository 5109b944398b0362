package dev.cannery.internal.verify.report;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the requests that a verification would send. */
public final class PlanReport {
    private PlanReport() {}

    /** Returns the lines of each case with its requests, and their total cost. */
    public static List<String> lines(List<VerificationCase> cases) {
        TokenCounter counter = new TokenCounter();
        List<String> lines = new ArrayList<>();
        int requests = 0;
        long tokens = 0;
        for (VerificationCase one : cases) {
            Optional<String> skip = one.skipReason();
            lines.add(one.subject().title() + skip.map(why -> "  SKIP  " + why).orElse(""));
            if (skip.isPresent()) {
                continue;
            }
            if (!one.problem().isEmpty()) {
                lines.add("  cannot be sent: " + one.problem());
            }
            for (PlannedRequest planned : one.requests()) {
                int prompt = counter.promptTokens(ChatRequest.of(planned.body()));
                String times = one.repeat() == 1 ? "" : one.repeat() + " times, ";
                lines.add("  turn " + (planned.turn() + 1) + ", " + times + "about " + prompt + " prompt tokens, from "
                        + planned.origin());
                lines.add("  " + Json.compact(planned.body()));
                requests += one.repeat();
                tokens += (long) one.repeat() * prompt;
            }
        }
        lines.add("");
        lines.add(Words.counted(requests, "request") + ", about " + tokens
                + " prompt tokens; responses and the wrong requests are not included");
        return lines;
    }
}
