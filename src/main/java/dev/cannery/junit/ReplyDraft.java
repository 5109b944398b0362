package dev.cannery.junit;

import dev.cannery.internal.contract.dsl.InteractionDraft;

/** Requests that want their answer. */
public final class ReplyDraft {
    private final ChatMock mock;
    private final InteractionDraft draft;

    ReplyDraft(ChatMock mock, InteractionDraft draft) {
        this.mock = mock;
        this.draft = draft;
    }

    /**
     * Answers such requests from now on; several answers are given one after the other, and the last repeats.
     *
     * @param answers texts, {@link dev.cannery.internal.contract.dsl.Answer}s or maps of the keys of a contract's {@code response}
     * @throws IllegalArgumentException when a contract that said the same would be refused, with the same sentence
     */
    public void reply(Object... answers) {
        mock.add(draft.reply(answers));
    }
}
