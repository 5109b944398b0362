package dev.cannery.internal.profile;

import java.util.List;

/** The built-in profiles. Each is immutable, is read when it is first needed, and is shared by all servers of the JVM. */
final class BuiltInProfiles {
    static final List<String> NAMES = List.of("openai", "openai-spec", "azure", "atoma", "lenient");

    private BuiltInProfiles() {}

    static Profile of(String name) {
        return switch (name) {
            case "openai" -> OpenAi.PROFILE;
            case "openai-spec" -> OpenAiSpec.PROFILE;
            case "azure" -> Azure.PROFILE;
            case "atoma" -> Atoma.PROFILE;
            case "lenient" -> Lenient.PROFILE;
            default -> throw new IllegalArgumentException("unknown built-in profile '" + name + "'");
        };
    }

    private static final class OpenAi {
        private static final Profile PROFILE = ProfileReader.readBuiltIn("openai");
    }

    private static final class OpenAiSpec {
        private static final Profile PROFILE = ProfileReader.readBuiltIn("openai-spec");
    }

    private static final class Azure {
        private static final Profile PROFILE = ProfileReader.readBuiltIn("azure");
    }

    private static final class Atoma {
        private static final Profile PROFILE = ProfileReader.readBuiltIn("atoma");
    }

    private static final class Lenient {
        private static final Profile PROFILE = ProfileReader.readBuiltIn("lenient");
    }
}
