package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.target.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that selects the endpoints of a provider. */
class EndpointOptions {
    /** The values of {@code --endpoint}: the words of endpoints, or both. */
    enum Choice {
        chat,
        responses,
        both;

        private boolean includes(ChatEndpoint endpoint) {
            return this == both || name().equals(endpoint.word());
        }
    }

    @Option(
            names = "--endpoint",
            paramLabel = "chat|responses|both",
            description = "Chat completions, the Responses API or both (both if the target declares the capability"
                    + " 'responses', otherwise chat).")
    private @Nullable Choice chosen;

    /** Returns the endpoints to send to. Without a choice, the Responses API is one if the target declares it. */
    final List<ChatEndpoint> endpoints(Target asked) {
        Set<String> declared = asked.declared().capabilities();
        boolean hasResponses = declared != null && declared.contains(ChatEndpoint.RESPONSES.word());
        Choice usual = hasResponses ? Choice.both : Choice.chat;
        Choice choice = chosen == null ? usual : chosen;
        return Arrays.stream(ChatEndpoint.values()).filter(choice::includes).toList();
    }
}
