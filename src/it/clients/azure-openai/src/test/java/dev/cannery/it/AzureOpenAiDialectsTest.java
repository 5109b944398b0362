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
import com.azure.ai.openai.models.FunctionCall;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import dev.cannery.it.dialects.Dialect;
import dev.cannery.it.dialects.DialectClient;
import dev.cannery.it.dialects.DialectsTest;
import dev.cannery.it.dialects.JoinedCalls;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** Azure's client sends its key over HTTPS only, and only to the addresses of deployments. */
class AzureOpenAiDialectsTest extends DialectsTest {
    /** Azure, and LiteLLM's proxy, which serves the addresses of deployments too. */
    private static final Set<String> WITH_DEPLOYMENTS = Set.of("azure", "litellm");

    private final Path certificate = temporaryFile();

    @Override
    protected String client() {
        return "azure-openai";
    }

    @Override
    protected Class<?> library() {
        return OpenAIClient.class;
    }

    @Override
    protected boolean reaches(Dialect dialect) {
        return WITH_DEPLOYMENTS.contains(dialect.profile());
    }

    @Override
    protected List<String> serverOptions() {
        return List.of("--tls", "--tls-cert-out", certificate.toString());
    }

    @Override
    protected HttpClient http() {
        return HttpClient.newBuilder().sslContext(trust()).build();
    }

    @Override
    protected DialectClient connect(String baseUrl, String model) {
        reactor.netty.http.client.HttpClient trusting =
                reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(nettyTrust()));
        // the client itself adds openai/deployments/MODEL
        String endpoint = baseUrl.replaceFirst("(/openai)?/v1$", "");
        return new Azure(
                new OpenAIClientBuilder()
                        .endpoint(endpoint)
                        .credential(new AzureKeyCredential("any"))
                        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                        .httpClient(new NettyAsyncHttpClientBuilder(trusting).build())
                        .buildClient(),
                model);
    }

    private SslContext nettyTrust() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(certificate.toFile())
                    .build();
        } catch (SSLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SSLContext trust() {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "cannery", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
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

    private record Azure(OpenAIClient client, String model) implements DialectClient {
        @Override
        public String whole(String prompt) {
            return message(request(prompt)).getContent();
        }

        @Override
        public String streamed(String prompt) {
            StringBuilder text = new StringBuilder();
            stream(request(prompt), text);
            return text.toString();
        }

        @Override
        public List<Call> calls(String prompt) {
            return calls(message(withWeather(request(prompt))));
        }

        @Override
        public List<Call> streamedCalls(String prompt) {
            return stream(withWeather(request(prompt)), new StringBuilder());
        }

        @Override
        public String loop(String prompt) {
            List<ChatRequestMessage> conversation = new ArrayList<>(List.of(new ChatRequestUserMessage(prompt)));
            ChatResponseMessage message = message(withWeather(new ChatCompletionsOptions(conversation)));
            answer(conversation, message.getContent(), message.getToolCalls(), calls(message));
            return message(withWeather(new ChatCompletionsOptions(conversation))).getContent();
        }

        @Override
        public String streamedLoop(String prompt) {
            List<ChatRequestMessage> conversation = new ArrayList<>(List.of(new ChatRequestUserMessage(prompt)));
            StringBuilder text = new StringBuilder();
            List<Call> calls = stream(withWeather(new ChatCompletionsOptions(conversation)), text);
            List<ChatCompletionsToolCall> toolCalls = calls.stream()
                    .<ChatCompletionsToolCall>map(call -> new ChatCompletionsFunctionToolCall(
                            call.id(), new FunctionCall(call.name(), call.arguments())))
                    .toList();
            answer(conversation, text.toString(), toolCalls, calls);
            StringBuilder last = new StringBuilder();
            stream(withWeather(new ChatCompletionsOptions(conversation)), last);
            return last.toString();
        }

        private static void answer(
                List<ChatRequestMessage> conversation,
                String text,
                List<ChatCompletionsToolCall> toolCalls,
                List<Call> calls) {
            conversation.add(new ChatRequestAssistantMessage(text).setToolCalls(toolCalls));
            calls.forEach(call -> conversation.add(new ChatRequestToolMessage(WEATHER, call.id())));
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

        /** Joins the chunks, which this client leaves to the application, and returns the calls. */
        private List<Call> stream(ChatCompletionsOptions request, StringBuilder text) {
            JoinedCalls joined = new JoinedCalls();
            for (ChatCompletions chunk : client.getChatCompletionsStream(model, request)) {
                for (ChatChoice choice : chunk.getChoices()) {
                    ChatResponseMessage delta = choice.getDelta();
                    if (delta != null && delta.getContent() != null) {
                        text.append(delta.getContent());
                    }
                    if (delta != null && delta.getToolCalls() != null) {
                        for (ChatCompletionsToolCall piece : delta.getToolCalls()) {
                            FunctionCall function = ((ChatCompletionsFunctionToolCall) piece).getFunction();
                            joined.add(null, piece.getId(), function.getName(), function.getArguments());
                        }
                    }
                }
            }
            return joined.calls();
        }

        private static ChatCompletionsOptions request(String prompt) {
            return new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(prompt)));
        }

        private static ChatCompletionsOptions withWeather(ChatCompletionsOptions request) {
            ChatCompletionsFunctionToolDefinitionFunction function =
                    new ChatCompletionsFunctionToolDefinitionFunction("get_weather")
                            .setDescription("The weather of a city")
                            .setParameters(schema(Map.of("city", Map.of("type", "string"))));
            return request.setTools(List.of(new ChatCompletionsFunctionToolDefinition(function)));
        }

        private static BinaryData schema(Map<String, Object> properties) {
            return BinaryData.fromObject(Map.of(
                    "type", "object",
                    "properties", properties,
                    "required", properties.keySet(),
                    "additionalProperties", false));
        }

        private ChatResponseMessage message(ChatCompletionsOptions request) {
            return client.getChatCompletions(model, request).getChoices().get(0).getMessage();
        }

        private static List<Call> calls(ChatResponseMessage message) {
            return message.getToolCalls() == null
                    ? List.of()
                    : message.getToolCalls().stream()
                            .map(ChatCompletionsFunctionToolCall.class::cast)
                            .map(call -> new Call(
                                    call.getId(), call.getFunction().getName(), call.getFunction().getArguments()))
                            .toList();
        }
    }

    /** What the answer's text is read into. */
    static class InvoiceForm {
        public String number;
        public double total;
    }
}
