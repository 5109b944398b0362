package dev.cannery.it;

import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import java.util.concurrent.TimeoutException;

/** LangChain4j on the Responses API. */
class LangChain4jResponsesTest extends ResponsesAssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        return new LangChain4jAssistant(
                OpenAiResponsesChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .strictJsonSchema(true)
                        .build(),
                OpenAiResponsesStreamingChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .build());
    }

    @Override
    protected boolean retries() {
        return false;
    }

    /** It waits for ever. */
    @Override
    protected Class<? extends Throwable> failureWithoutTheLastEvent() {
        return TimeoutException.class;
    }
}
