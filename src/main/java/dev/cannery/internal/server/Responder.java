package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.SentHeaders;
import java.util.function.Function;

/** Answers a request: the pure middle of the server, between the bytes that come and the bytes that go. */
@FunctionalInterface
interface Responder {
    /** The reply; called by a thread that serves other connections too, so it never blocks. */
    Reply respond(ChatRequest request);

    /** The provider's refusal of the request with the error that it has for this, in the provider's form. */
    default Reply refuse(ChatRequest request, Function<Provider, CannedError> error) {
        Provider provider = providerAt(request.path());
        return Reply.of(error.apply(provider).error(), provider);
    }

    /** The reply to a request to another path of the API, or of another method; by default there is none but to complete chats. */
    default Reply respond(ApiRequest request) {
        Provider provider = providerAt(request.path());
        return Reply.of(provider.profile().refusalOfMethod(request.method(), request.path()), provider);
    }

    /** The reply to a request that is no request, such as one whose body is no JSON. */
    default Reply refuse(String path, SentHeaders headers, ApiError error) {
        return Reply.of(error, providerAt(path));
    }

    /** Who is played at a path, where there is no request that could be matched. */
    default Provider providerAt(String path) {
        return Provider.standard();
    }
}
