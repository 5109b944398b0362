package dev.cannery.internal.server.answer;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.MalformedRequestException;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.source.OneLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request, and why the request got it.
 *
 * @param cause why the request got it
 * @param response the response as bytes
 * @param headers the provider's headers
 * @param fault the injected fault or the misbehaviour, as it was requested; null if there is none
 * @param notice the notice to print about the request; null if there is none
 */
public record Answer(
        Cause cause,
        RenderedResponse response,
        ProviderHeaders headers,
        @Nullable String fault,
        @Nullable ServerEvent notice) {

    /** Why a request got its answer. */
    public sealed interface Cause {
        /** An interaction matched. */
        record Matched(Match match) implements Cause {}

        /** A user's function returned a response. */
        record Computed() implements Cause {}

        /**
         * A stub of WireMock matched.
         *
         * @param event WireMock's own record of the exchange, redacted
         */
        record Stubbed(ServeEvent event) implements Cause {}

        /**
         * Nothing matched.
         *
         * @param report the explanation, for people to read
         */
        record Missed(String report) implements Cause {}

        /** A provider answered, to which the server forwarded the request. */
        record Forwarded() implements Cause {}

        /** The server answered by itself: as the provider it plays would, or with an error of its own. */
        record Own() implements Cause {}
    }

    /** Returns an answer of the server itself, such as a list of models. */
    public static Answer own(RenderedResponse response, ProviderHeaders headers) {
        return because(new Cause.Own(), response, headers);
    }

    public static Answer because(Cause cause, RenderedResponse response, ProviderHeaders headers) {
        return new Answer(cause, response, headers, null, null);
    }

    /** Returns a refusal in the form in which the provider sends it. */
    public static Answer refusal(ApiError error, Provider provider) {
        return own(provider.render(error), provider.errorHeaders(error.status()));
    }

    /** Returns an error of the server itself, in the form of the provider it plays. */
    public static Answer refusal(ServerError error, Provider provider) {
        return own(error.render(provider), ProviderHeaders.NONE);
    }

    /**
     * Returns the refusal of a body that cannot be parsed. The provider's message does not say where the JSON is wrong; the notice
     * does.
     */
    public static Answer malformed(MalformedRequestException fault, String path, Provider provider) {
        String sentence = OneLine.of("refused POST " + path + ": " + fault.getMessage());
        return refusal(fault.toApiError(), provider)
                .reporting(ServerEvent.of(ServerEvent.Kind.MALFORMED, sentence).with("path", path));
    }

    /** Returns this answer with a notice to print. */
    public Answer reporting(@Nullable ServerEvent event) {
        return new Answer(cause, response, headers, fault, event);
    }

    /** Returns this answer with more headers, if its provider sends headers about the account with it. */
    public Answer with(Map<String, String> more) {
        return more.isEmpty() || !headers.knowsAccount()
                ? this
                : new Answer(cause, response, headers.with(more), fault, notice);
    }

    /** Returns this answer with the response that an injected fault turned it into. */
    public Answer spoiled(RenderedResponse changed, String word) {
        return new Answer(cause, changed, headers, fault == null ? word : fault + ", " + word, notice);
    }

    /** Returns the match of the interaction that answered; null if none did. */
    @Nullable
    public Match match() {
        return cause instanceof Cause.Matched matched ? matched.match() : null;
    }

    /** Returns WireMock's own record of the exchange; null unless a stub answered. */
    @Nullable
    public ServeEvent stubbed() {
        return cause instanceof Cause.Stubbed stubbed ? stubbed.event() : null;
    }

    /** Whether an interaction or a user's function returned the response. */
    public boolean isOfContract() {
        return cause instanceof Cause.Matched || cause instanceof Cause.Computed;
    }

    public boolean isMiss() {
        return cause instanceof Cause.Missed;
    }

    /** Returns the outcome of the request. */
    public RecordedExchange.Kind kind() {
        if (isMiss()) {
            return RecordedExchange.Kind.MISSED;
        }
        if (cause instanceof Cause.Stubbed) {
            return RecordedExchange.Kind.STUBBED;
        }
        if (cause instanceof Cause.Forwarded) {
            return RecordedExchange.Kind.FORWARDED;
        }
        int status = response.status();
        if (!(cause instanceof Cause.Own) || (status < 400 && fault == null)) {
            return RecordedExchange.Kind.ANSWERED;
        }
        return status < 500 ? RecordedExchange.Kind.REFUSED : RecordedExchange.Kind.FAILED;
    }
}
