package dev.cannery.internal.profile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in profiles. Each is immutable, is read when it is first needed, and is shared by all servers of the JVM. */
final class BuiltInProfiles {
    static final List<String> NAMES = List.of(
            "openai",
            "openai-spec",
            "azure",
            "azure-foundry",
            "atoma",
            "lenient",
            "deepseek",
            "gemini",
            "mistral",
            "groq",
            "together",
            "fireworks",
            "openrouter",
            "xai",
            "ollama",
            "ollama-cloud",
            "vllm",
            "llama.cpp",
            "lm-studio",
            "litellm",
            "dashscope",
            "zhipu",
            "moonshot",
            "minimax",
            "cerebras",
            "perplexity",
            "huggingface",
            "copilot",
            "databricks",
            "nvidia-nim",
            "anthropic",
            "bedrock",
            "cloudflare",
            "snowflake",
            "venice",
            "vercel-gateway");

    /** The profiles of the Responses API, to which the others refer. */
    static final List<String> RESPONSES = List.of(
            "openai-responses",
            "azure-responses",
            "lenient-responses",
            "xai-responses",
            "copilot-responses",
            "deepseek-responses",
            "llama.cpp-responses",
            "lm-studio-responses",
            "vllm-responses",
            "openrouter-responses");

    /** The profiles that no provider or server behaves like. */
    static final Set<String> NO_DIALECTS = Set.of("openai-spec", "lenient");

    private static final Map<String, LazyProfile> BY_NAME = Stream.of(NAMES, RESPONSES)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), name -> new LazyProfile(() -> ProfileReader.readBuiltIn(name))));

    private BuiltInProfiles() {}

    static Profile of(String name) {
        return lazily(name).get();
    }

    /** Returns a profile that is read at its first use. */
    static LazyProfile lazily(String name) {
        LazyProfile profile = BY_NAME.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("unknown built-in profile '" + name + "'");
        }
        return profile;
    }
}
