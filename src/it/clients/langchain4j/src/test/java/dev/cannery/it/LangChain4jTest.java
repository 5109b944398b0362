package dev.cannery.it;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

class LangChain4jTest extends AssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        return new LangChain4jAssistant(
                OpenAiChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .strictJsonSchema(true)
                        .build(),
                OpenAiStreamingChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .build());
    }
}
