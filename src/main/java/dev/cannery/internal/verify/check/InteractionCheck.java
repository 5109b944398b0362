package dev.cannery.internal.verify.check;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.FindingList;

/** What an answer to a turn of an interaction must be: what any sound provider gives, and what the contract asks. */
public final class InteractionCheck {
    private final ReplyCheck replies;
    private final TokenCounter tokens;

    public InteractionCheck(ReplyCheck replies, TokenCounter tokens) {
        this.replies = replies;
        this.tokens = tokens;
    }

    /** Whether an error is what the contract asks for. */
    public static boolean wantsError(LoadedInteraction interaction, int turn) {
        Verification verification = interaction.verification();
        return verification.rules().containsKey("error")
                || verification.rules().containsKey("status")
                || interaction.turns().get(turn).responses().stream().allMatch(CannedError.class::isInstance);
    }

    /** Reports what no sound provider gives in reply to a request of this turn, from 0. */
    public ReplyContent checkShape(
            LoadedInteraction interaction, int turn, ChatRequest request, Reply reply, FindingList findings) {
        return isWantedError(interaction, turn, reply)
                ? replies.error(reply, findings)
                : replies.success(request, reply, findings);
    }

    /** Reports everything that is wrong with the reply to a request of this turn, from 0. */
    public ReplyContent check(
            LoadedInteraction interaction, int turn, ChatRequest request, Reply reply, FindingList findings) {
        ReplyContent understood = checkShape(interaction, turn, request, reply, findings);
        if (understood.isAnswer() || isWantedError(interaction, turn, reply)) {
            PromiseCheck promise = new PromiseCheck(tokens.forModel(request.model()), findings);
            promise.kind(interaction.turns().get(turn), understood);
            if (turn == interaction.turns().size() - 1) {
                promise.rules(interaction.verification(), understood);
            }
        }
        return understood;
    }

    private static boolean isWantedError(LoadedInteraction interaction, int turn, Reply reply) {
        return wantsError(interaction, turn) && reply.status() >= 400;
    }
}
