package dev.cannery.it;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.cannery.it.dialects.DialectClient;
import dev.cannery.it.dialects.DialectsTest;
import java.util.List;
import java.util.function.Function;

class OpenAiJavaDialectsTest extends DialectsTest {
    @Override
    protected String client() {
        return "openai-java";
    }

    @Override
    protected Class<?> library() {
        return OpenAIClient.class;
    }

    @Override
    protected DialectClient connect(String baseUrl, String model) {
        return new OpenAiJava(
                OpenAIOkHttpClient.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .maxRetries(0)
                        .build(),
                model);
    }

    /** The function that is offered, as the client derives it from a class. */
    @JsonTypeName("get_weather")
    @JsonClassDescription("The weather of a city")
    static class GetWeather {
        public String city;
    }

    /** The form that the answer is asked for in; the client derives its schema from it. */
    static class InvoiceForm {
        public String number;
        public double total;
    }

    private record OpenAiJava(OpenAIClient client, String model) implements DialectClient.Validating {
        @Override
        public String whole(String prompt) {
            return text(message(create(params(prompt).build())));
        }

        @Override
        public String validated(String prompt) {
            return text(message(create(params(prompt).build()).validate()));
        }

        @Override
        public String streamed(String prompt) {
            return text(message(stream(params(prompt).build())));
        }

        @Override
        public List<Call> calls(String prompt) {
            return calls(message(create(withWeather(prompt).build())));
        }

        @Override
        public List<Call> streamedCalls(String prompt) {
            return calls(message(stream(withWeather(prompt).build())));
        }

        @Override
        public String loop(String prompt) {
            return loop(prompt, this::create);
        }

        @Override
        public String streamedLoop(String prompt) {
            return loop(prompt, this::stream);
        }

        private static String loop(
                ChatCompletionCreateParams.Builder conversation,
                Function<ChatCompletionCreateParams, ChatCompletion> ask) {
            ChatCompletionMessage message = message(ask.apply(conversation.build()));
            conversation.addMessage(message);
            for (Call call : calls(message)) {
                conversation.addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content(WEATHER)
                        .build());
            }
            return text(message(ask.apply(conversation.build())));
        }

        private String loop(String prompt, Function<ChatCompletionCreateParams, ChatCompletion> ask) {
            return loop(withWeather(prompt), ask);
        }

        @Override
        public Invoice invoice(String prompt) {
            InvoiceForm form = client.chat()
                    .completions()
                    .create(params(prompt).responseFormat(InvoiceForm.class).build())
                    .choices()
                    .get(0)
                    .message()
                    .content()
                    .orElseThrow();
            return new Invoice(form.number, form.total);
        }

        @Override
        public void close() {
            client.close();
        }

        private ChatCompletion create(ChatCompletionCreateParams params) {
            return client.chat().completions().create(params);
        }

        private ChatCompletion stream(ChatCompletionCreateParams params) {
            ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
            try (StreamResponse<ChatCompletionChunk> chunks =
                    client.chat().completions().createStreaming(params)) {
                chunks.stream().forEach(accumulator::accumulate);
            }
            return accumulator.chatCompletion();
        }

        private ChatCompletionCreateParams.Builder params(String prompt) {
            return ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
        }

        private ChatCompletionCreateParams.Builder withWeather(String prompt) {
            return params(prompt).addTool(GetWeather.class);
        }

        private static ChatCompletionMessage message(ChatCompletion completion) {
            return completion.choices().get(0).message();
        }

        private static String text(ChatCompletionMessage message) {
            return message.content().orElse("");
        }

        private static List<Call> calls(ChatCompletionMessage message) {
            return message.toolCalls().orElse(List.of()).stream()
                    .map(ChatCompletionMessageToolCall::asFunction)
                    .map(OpenAiJava::call)
                    .toList();
        }

        private static Call call(ChatCompletionMessageFunctionToolCall call) {
            return new Call(call.id(), call.function().name(), call.function().arguments());
        }
    }
}
