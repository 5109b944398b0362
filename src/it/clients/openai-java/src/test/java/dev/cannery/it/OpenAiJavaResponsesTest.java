package dev.cannery.it;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.ArrayList;
import java.util.List;

/** openai-java on the Responses API. */
class OpenAiJavaResponsesTest extends ResponsesAssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        return new ResponsesAssistant(
                OpenAIOkHttpClient.builder().apiKey("any").baseUrl(baseUrl).build());
    }

    @Override
    protected Class<? extends Throwable> failureWithoutTheLastEvent() {
        return IllegalStateException.class;
    }

    private record ResponsesAssistant(OpenAIClient client) implements Assistant {
        @Override
        public String whole(String prompt, double temperature) {
            return text(client.responses().create(params(prompt, temperature)).validate());
        }

        @Override
        public String streamed(String prompt, double temperature) {
            ResponseAccumulator accumulator = ResponseAccumulator.create();
            try (StreamResponse<ResponseStreamEvent> events =
                    client.responses().createStreaming(params(prompt, temperature))) {
                events.stream().map(ResponseStreamEvent::validate).forEach(accumulator::accumulate);
            }
            return text(accumulator.response());
        }

        @Override
        public String withTheWeatherTool(String prompt) {
            Response asked = client.responses().create(withWeather().input(prompt).build());
            List<ResponseInputItem> results = new ArrayList<>();
            for (ResponseOutputItem item : asked.output()) {
                ResponseFunctionToolCall call = item.asFunctionCall();
                if (!call.arguments(OpenAiJavaTest.GetWeather.class).city.isEmpty()) {
                    results.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                            .callId(call.callId())
                            .output(WEATHER)
                            .build()));
                }
            }
            return text(client.responses()
                    .create(withWeather()
                            .previousResponseId(asked.id())
                            .inputOfResponse(results)
                            .build()));
        }

        @Override
        public Invoice invoice(String prompt) {
            OpenAiJavaTest.InvoiceForm form = client.responses()
                    .create(ResponseCreateParams.builder()
                            .model(MODEL)
                            .input(prompt)
                            .text(OpenAiJavaTest.InvoiceForm.class)
                            .build())
                    .output()
                    .get(0)
                    .asMessage()
                    .content()
                    .get(0)
                    .asOutputText();
            return new Invoice(form.number, form.total);
        }

        @Override
        public void close() {
            client.close();
        }

        private static ResponseCreateParams params(String prompt, double temperature) {
            return ResponseCreateParams.builder()
                    .model(MODEL)
                    .temperature(temperature)
                    .input(prompt)
                    .build();
        }

        private static ResponseCreateParams.Builder withWeather() {
            return ResponseCreateParams.builder().model(MODEL).addTool(OpenAiJavaTest.GetWeather.class);
        }

        private static String text(Response response) {
            return response.output()
                    .get(0)
                    .asMessage()
                    .content()
                    .get(0)
                    .asOutputText()
                    .text();
        }
    }
}
