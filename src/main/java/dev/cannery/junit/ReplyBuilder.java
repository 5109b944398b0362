package dev.cannery.junit;

import dev.cannery.InteractionBuilder;
import dev.cannery.RequestRule;
import dev.cannery.Response;

/** Sets the response to the requests that {@link ChatMock#when} selects. */
public final class ReplyBuilder {
    private final ChatMock mock;
    private final InteractionBuilder interaction;

    ReplyBuilder(ChatMock mock, RequestRule... rules) {
        this.mock = mock;
        this.interaction = rules.length == 0 ? mock.begin() : mock.begin().when(rules);
    }

    /** Responds to such requests with this text from now on; several texts are given in turn, and the last repeats. */
    public void reply(String... texts) {
        mock.add(interaction.reply(texts));
    }

    /**
     * Responds to such requests from now on; several responses are given in turn, and the last repeats.
     *
     * @throws IllegalArgumentException if a contract file with the same content would be invalid; the message is the same
     */
    public void reply(Response... responses) {
        mock.add(interaction.reply(responses));
    }
}
