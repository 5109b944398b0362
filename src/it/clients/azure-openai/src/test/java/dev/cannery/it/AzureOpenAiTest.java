package dev.cannery.it;

import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinitionFunction;
import com.azure.ai.openai.models.ChatCompletionsJsonSchemaResponseFormat;
import com.azure.ai.openai.models.ChatCompletionsJsonSchemaResponseFormatJsonSchema;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatCompletionsToolCall;
import com.azure.ai.openai.models.ChatRequestAssistantMessage;
import com.azure.ai.openai.models.ChatRequestMessage;
import com.azure.ai.openai.models.ChatRequestToolMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.ai.openai.models.ChatResponseMessage;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.BinaryData;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.HttpClient;

/** Azure's client sends its key over HTTPS only, and asks a deployment. */
class AzureOpenAiTest extends AssistantTest {
    private final Path certificate = temporaryFile();

    @Override
    protected List<String> serverOptions() {
        return List.of("--profile", "azure", "--tls", "--tls-cert-out", certificate.toString());
    }

    @Override
    protected Assistant connect(String baseUrl) {
        HttpClient trusting = HttpClient.create().secure(spec -> spec.sslContext(trust(certificate)));
        return new AzureAssistant(new OpenAIClientBuilder()
                .endpoint(baseUrl.substring(0, baseUrl.lastIndexOf("/v1")))
                .credential(new AzureKeyCredential("any"))
                .httpClient(new NettyAsyncHttpClientBuilder(trusting).build())
                .buildClient());
    }

    private static SslContext trust(Path certificate) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(certificate.toFile())
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("certificate", ".pem");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record AzureAssistant(OpenAIClient client) implements Assistant {
        @Override
        public String whole(String prompt, double temperature) {
            return message(request(prompt).setTemperature(temperature)).getContent();
        }

        @Override
        public String streamed(String prompt, double temperature) {
            StringBuilder text = new StringBuilder();
            for (ChatCompletions chunk :
                    client.getChatCompletionsStream(MODEL, request(prompt).setTemperature(temperature))) {
                for (ChatChoice choice : chunk.getChoices()) {
                    if (choice.getDelta() != null && choice.getDelta().getContent() != null) {
                        text.append(choice.getDelta().getContent());
                    }
                }
            }
            return text.toString();
        }

        @Override
        public String withTheWeatherTool(String prompt) {
            List<ChatRequestMessage> conversation = new ArrayList<>(List.of(new ChatRequestUserMessage(prompt)));
            ChatResponseMessage message = message(withWeather(conversation));
            conversation.add(new ChatRequestAssistantMessage(message.getContent()).setToolCalls(message.getToolCalls()));
            for (ChatCompletionsToolCall call : message.getToolCalls()) {
                String arguments = ((ChatCompletionsFunctionToolCall) call).getFunction().getArguments();
                if (BinaryData.fromString(arguments).toObject(City.class).city != null) {
                    conversation.add(new ChatRequestToolMessage(WEATHER, call.getId()));
                }
            }
            return message(withWeather(conversation)).getContent();
        }

        @Override
        public Invoice invoice(String prompt) {
            ChatCompletionsJsonSchemaResponseFormatJsonSchema schema =
                    new ChatCompletionsJsonSchemaResponseFormatJsonSchema("invoice")
                            .setStrict(true)
                            .setSchema(schema(Map.of(
                                    "number", Map.of("type", "string"),
                                    "total", Map.of("type", "number"))));
            String answer = message(request(prompt)
                            .setResponseFormat(new ChatCompletionsJsonSchemaResponseFormat(schema)))
                    .getContent();
            InvoiceForm form = BinaryData.fromString(answer).toObject(InvoiceForm.class);
            return new Invoice(form.number, form.total);
        }

        private static ChatCompletionsOptions request(String prompt) {
            return new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(prompt)));
        }

        private static ChatCompletionsOptions withWeather(List<ChatRequestMessage> conversation) {
            ChatCompletionsFunctionToolDefinitionFunction function =
                    new ChatCompletionsFunctionToolDefinitionFunction("get_weather")
                            .setDescription("The weather of a city")
                            .setParameters(schema(Map.of("city", Map.of("type", "string"))));
            return new ChatCompletionsOptions(conversation)
                    .setTools(List.of(new ChatCompletionsFunctionToolDefinition(function)));
        }

        private static BinaryData schema(Map<String, Object> properties) {
            return BinaryData.fromObject(Map.of(
                    "type", "object",
                    "properties", properties,
                    "required", properties.keySet(),
                    "additionalProperties", false));
        }

        private ChatResponseMessage message(ChatCompletionsOptions request) {
            return client.getChatCompletions(MODEL, request).getChoices().get(0).getMessage();
        }
    }

    /** What the tool is given. */
    static class City {
        public String city;
    }

    /** What the answer's text is read into. */
    static class InvoiceForm {
        public String number;
        public double total;
    }
}
