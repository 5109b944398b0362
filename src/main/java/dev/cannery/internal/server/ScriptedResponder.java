package dev.cannery.internal.server;

import dev.cannery.Interaction;
import dev.cannery.RecordedRequest;
import dev.cannery.Responder;
import dev.cannery.Response;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user's function as one of the inside. */
public final class ScriptedResponder implements CannedResponder {
    private final Responder function;

    /** A responder that calls this function. */
    public ScriptedResponder(Responder function) {
        this.function = function;
    }

    @Override
    public @Nullable CannedResponse respond(ChatRequest request) {
        Response response =
                function.respond(new RecordedRequest("POST", request.path(), Map.of(), Json.compact(request.body())));
        return response == null
                ? null
                : LoadedInteraction.of(Interaction.named("computed").reply(response))
                        .turns()
                        .get(0)
                        .responses()
                        .get(0);
    }
}
