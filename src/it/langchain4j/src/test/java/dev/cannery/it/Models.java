package dev.cannery.it;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import java.net.URI;

/** The model that an application is configured with. Its flag {@code app.responses} chooses the API of the provider. */
final class Models {
    static final boolean USES_RESPONSES = Boolean.getBoolean("app.responses");

    private static final String NAME = "gpt-5.4-mini";
    private static final double TEMPERATURE = 0.2;

    private Models() {}

    static ChatModel at(URI baseUrl) {
        return USES_RESPONSES
                ? OpenAiResponsesChatModel.builder()
                        .baseUrl(baseUrl.toString())
                        .apiKey("any")
                        .modelName(NAME)
                        .temperature(TEMPERATURE)
                        .build()
                : OpenAiChatModel.builder()
                        .baseUrl(baseUrl.toString())
                        .apiKey("any")
                        .modelName(NAME)
                        .temperature(TEMPERATURE)
                        .build();
    }
}
