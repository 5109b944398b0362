package dev.cannery.internal.profile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
            "nvidia-nim");

    /** The profiles that no provider or server behaves like. */
    static final Set<String> NO_DIALECTS = Set.of("openai-spec", "lenient");

    private static final Map<String, Lazy> BY_NAME =
            NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Lazy::new));

    private BuiltInProfiles() {}

    static Profile of(String name) {
        Lazy profile = BY_NAME.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("unknown built-in profile '" + name + "'");
        }
        return profile.get();
    }

    /** A profile that is read at its first use. */
    private static final class Lazy {
        private final String name;
        private @Nullable Profile read;

        Lazy(String name) {
            this.name = name;
        }

        synchronized Profile get() {
            Profile profile = read;
            if (profile == null) {
                profile = ProfileReader.readBuiltIn(name);
                read = profile;
            }
            return profile;
        }
    }
}
