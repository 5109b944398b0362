package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.CannedResponse;
import dev.cannery.profile.Profile;
import dev.cannery.response.ResponseRenderer;

/** What a dispatcher found for a request. */
sealed interface Outcome {
    /** The bytes of this outcome. */
    Reply toReply(ResponseRenderer renderer, ChatRequest request);

    /**
     * An interaction answers.
     *
     * @param interaction its name
     * @param response the one of its answers whose turn it is
     */
    record Match(String interaction, CannedResponse response) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return new Reply(interaction, renderer.render(response, request, interaction), null);
        }
    }

    /**
     * No interaction answers.
     *
     * @param error what the client is told
     * @param report what people are told
     */
    record Miss(ApiError error, String report) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return new Reply(null, ServerErrors.render(error), report);
        }
    }

    /**
     * The provider would refuse the request.
     *
     * @param profile the provider
     * @param error what it would say
     */
    record Refusal(Profile profile, ApiError error) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return Reply.of(ResponseRenderer.renderError(
                    error.status(), profile.errorBody(error), profile.errorForm(error.status())));
        }
    }

    /**
     * The answer whose turn it is does not fit the request, so it would lie.
     *
     * @param interaction the name of the interaction at fault
     * @param error what the client is told
     */
    record Defect(String interaction, ApiError error) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return new Reply(interaction, ServerErrors.render(error), null);
        }
    }
}
