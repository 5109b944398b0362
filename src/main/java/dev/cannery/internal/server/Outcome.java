package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.provider.Head;
import dev.cannery.internal.server.provider.Provider;
import java.util.Map;
import java.util.Optional;

/** What a dispatcher found for a request. */
sealed interface Outcome {
    /** The bytes of this outcome. */
    Reply toReply(ResponseRenderer renderer, ChatRequest request);

    /** The body of the whole completion that this is, to be stored; empty when it is none. */
    default Optional<byte[]> completion(ResponseRenderer renderer, ChatRequest request) {
        return Optional.empty();
    }

    /**
     * An interaction answers.
     *
     * @param match which, and which of its turns
     * @param response the one of its answers whose turn it is
     * @param provider who is played
     */
    record Answer(Match match, CannedResponse response, Provider provider) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            RenderedResponse rendered = renderer.render(response, request, name(), provider.style());
            return new Reply(match, rendered, null, head(rendered.status()));
        }

        @Override
        public Optional<byte[]> completion(ResponseRenderer renderer, ChatRequest request) {
            return response instanceof CannedCompletion whole
                    ? Optional.of(renderer.wholeBody(whole, request, name(), provider.style()))
                    : Optional.empty();
        }

        private String name() {
            return match.interaction().name();
        }

        /** What is no answer of a provider, as a gateway's page, has none of its headers. */
        private Head head(int status) {
            if (response instanceof CannedCompletion) {
                return provider.head();
            }
            return response instanceof CannedError ? provider.errorHead(status) : Head.NONE;
        }
    }

    /**
     * No interaction answers.
     *
     * @param error what the client is told
     * @param report what people are told
     * @param provider who is played
     */
    record Miss(ApiError error, String report, Provider provider) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return new Reply(null, ServerErrors.render(error, provider), report, provider.errorHead(error.status()));
        }
    }

    /**
     * The provider refuses the request.
     *
     * @param error what it says
     * @param provider who is played
     */
    record Refusal(ApiError error, Provider provider) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return Reply.of(error, provider);
        }
    }

    /**
     * The provider is made to fail.
     *
     * @param error what it says, in the words that its catalogue has for it
     * @param provider who is played
     */
    record Failure(CannedError error, Provider provider) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            RenderedResponse rendered = renderer.render(error, request, "", provider.style());
            return Reply.of(rendered, provider.errorHead(rendered.status()));
        }
    }

    /**
     * The answer whose turn it is does not fit the request, so it would lie.
     *
     * @param error what the client is told; it names the interaction at fault
     * @param provider who is played
     */
    record Defect(ApiError error, Provider provider) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return Reply.of(ServerErrors.render(error, provider), provider.errorHead(error.status()));
        }
    }

    /**
     * What became of a request that was counted.
     *
     * @param outcome what became of it
     * @param headers what the client is told of its limits
     */
    record Counted(Outcome outcome, Map<String, String> headers) implements Outcome {
        @Override
        public Reply toReply(ResponseRenderer renderer, ChatRequest request) {
            return outcome.toReply(renderer, request).with(headers);
        }

        @Override
        public Optional<byte[]> completion(ResponseRenderer renderer, ChatRequest request) {
            return outcome.completion(renderer, request);
        }
    }
}
