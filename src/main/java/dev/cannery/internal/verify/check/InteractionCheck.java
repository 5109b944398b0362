package dev.cannery.internal.verify.check;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.FindingList;

/** Checks the reply to a turn of an interaction: general validity, and what the contract requires. */
public final class InteractionCheck {
    private final ReplyCheck replies;
    private final TokenCounter tokens;

    public InteractionCheck(ReplyCheck replies, TokenCounter tokens) {
        this.replies = replies;
        this.tokens = tokens;
    }

    /** Whether the contract expects an error. */
    public static boolean wantsError(LoadedInteraction interaction, int turn) {
        Verification verification = interaction.verification();
        return verification.rules().containsKey("error")
                || verification.rules().containsKey("status")
                || interaction.turns().get(turn).responses().stream().allMatch(CannedError.class::isInstance);
    }

    /** Reports general errors in the reply to a request of this turn, counted from 0. */
    public ReplyContent checkShape(
            LoadedInteraction interaction, int turn, ChatRequest request, Reply reply, FindingList findings) {
        return isWantedError(interaction, turn, reply)
                ? replies.error(reply, findings)
                : replies.success(request, reply, findings);
    }

    /** Reports everything that is wrong with the reply to a request of this turn, counted from 0. */
    public ReplyContent check(
            LoadedInteraction interaction, int turn, ChatRequest request, Reply reply, FindingList findings) {
        ReplyContent understood = checkShape(interaction, turn, request, reply, findings);
        if (understood.isAnswer() || isWantedError(interaction, turn, reply)) {
            FindingList found = new FindingList();
            ExpectationCheck promise = new ExpectationCheck(tokens.forModel(request.model()), found);
            promise.kind(interaction.turns().get(turn), understood);
            if (turn == interaction.turns().size() - 1) {
                promise.rules(interaction.verification(), understood);
            }
            understood.addTo(findings, found);
        }
        return understood;
    }

    private static boolean isWantedError(LoadedInteraction interaction, int turn, Reply reply) {
        return wantsError(interaction, turn) && reply.status() >= 400;
    }
}
