package dev.cannery.it.dialects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dialect in which the clients run.
 *
 * @param name the name in the table
 * @param profile the profile of the provider
 * @param model a model that the provider serves
 * @param reasoning a model of it that reasons
 */
public record Dialect(String name, String profile, String model, String reasoning) {
    /** What each error of the contract says. */
    static final String WORDS = "This is what the provider says of the request.";

    private static final String MODEL = "gpt-5.4-mini";

    /** All dialects, after OpenAI, which shows that a client works at all. */
    static final List<Dialect> ALL = List.of(
            of("openai", MODEL),
            of("anthropic", "claude-sonnet-4-5"),
            of("azure", MODEL),
            of("azure-foundry", "DeepSeek-V3.2"),
            of("bedrock", "openai.gpt-oss-120b"),
            of("cerebras", "gpt-oss-120b"),
            of("cloudflare", "@cf/meta/llama-3.3-70b-instruct-fp8-fast"),
            of("copilot", "gpt-4o"),
            of("dashscope", "qwen3-max"),
            of("databricks", "databricks-claude-sonnet-4"),
            new Dialect("deepseek", "deepseek", "deepseek-chat", "deepseek-v4-flash"),
            of("fireworks", "accounts/fireworks/models/gpt-oss-120b"),
            of("gemini", "gemini-3-flash-preview"),
            new Dialect("gemini, model 2.0", "gemini", "gemini-2.0-flash", "gemini-2.0-flash"),
            of("groq", "openai/gpt-oss-120b"),
            of("huggingface", "openai/gpt-oss-120b"),
            of("litellm", "our-model"),
            of("llama.cpp", "qwen3-8b"),
            of("lm-studio", "qwen3-8b"),
            of("minimax", "MiniMax-M2"),
            of("mistral", "magistral-medium-latest"),
            new Dialect("moonshot", "moonshot", "kimi-k2-0905-preview", "kimi-k2-thinking"),
            of("nvidia-nim", "qwen/qwen3-235b-a22b"),
            of("ollama", "qwen3"),
            of("ollama-cloud", "gpt-oss:120b"),
            of("openrouter", "openai/gpt-5.4-mini"),
            of("perplexity", "sonar-reasoning-pro"),
            of("snowflake", "claude-sonnet-4-6"),
            of("together", "openai/gpt-oss-120b"),
            of("venice", "qwen3-5-9b"),
            new Dialect("venice, model Mistral", "venice", "mistral-small-3-2-24b-instruct", "mistral-small-3-2-24b-instruct"),
            of("vercel-gateway", "anthropic/claude-sonnet-4"),
            of("vllm", "Qwen/Qwen3-8B"),
            of("xai", "grok-4"),
            of("zhipu", "glm-4.7"),
            new Dialect("zhipu, model 4.5V", "zhipu", "glm-4.5v", "glm-4.5v"));

    /**
     * Returns dialects that differ from OpenAI's in one point each, one for each profile in this folder. They show that a break
     * is the work of this difference alone.
     */
    static List<Dialect> alone(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> new Dialect(
                            file.getFileName().toString().replace(".yaml", ""),
                            file.toAbsolutePath().normalize().toString(),
                            MODEL,
                            MODEL))
                    .toList();
        }
    }

    boolean isAlone() {
        return profile.endsWith(".yaml");
    }

    private static Dialect of(String name, String model) {
        return new Dialect(name, name, model, model);
    }

    /** Returns the words of the error with this status: vLLM's server has only one word for a wrong key. */
    String words(int status) {
        return profile.equals("vllm") && status == 401 ? "Unauthorized" : WORDS;
    }

    /** Whether the provider can call tools at all. */
    boolean hasTools() {
        return !profile.equals("perplexity");
    }

    /** Whether it is known which results of calls the provider takes: a mock cannot say of which call without an id one is. */
    boolean takesResults() {
        return !name.equals("gemini, model 2.0") && !name.endsWith("empty-call-id");
    }

    /** Whether the form in which the provider refuses a key was seen. */
    boolean knowsWrongKeys() {
        return !profile.equals("nvidia-nim");
    }

    /** Whether the provider shows reasoning to a client that does not ask for it in a way of its own. */
    boolean showsReasoning() {
        return !profile.equals("gemini");
    }
}
