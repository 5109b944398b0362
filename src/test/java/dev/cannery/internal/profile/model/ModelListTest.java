package dev.cannery.internal.profile.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.profile.ProfileReader;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models as each provider lists them. */
class ModelListTest {
    private static final List<ModelInfo> MODELS = List.of(new ModelInfo("a", 1, "us"), new ModelInfo("b", 2, "them"));

    @ParameterizedTest
    @CsvSource({
        "openai, 'id, object, created, owned_by', us",
        "deepseek, 'id, object, owned_by', deepseek",
        "mistral, 'id, object, created, owned_by, capabilities', mistralai",
        "vllm, 'id, object, created, owned_by, root, parent, max_model_len, permission', vllm",
        "nvidia-nim, 'id, object, created, owned_by, root, parent, max_model_len, permission', vllm",
        "llama.cpp, 'id, object, created, owned_by, meta', llamacpp",
        "ollama-cloud, 'id, object, created, owned_by', library"
    })
    void aProviderListsItsModelsInItsForm(String profile, String members, String owner) {
        JsonNode list = ProfileReader.read(profile).modelList().of(MODELS);

        assertThat(list.path("data"))
                .extracting(model -> model.path("id").asText())
                .containsExactly("a", "b");
        assertThat(StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                list.path("data").path(0).fieldNames(), Spliterator.ORDERED),
                        false))
                .containsExactly(members.split(", "));
        assertThat(list.path("data").path(0).path("owned_by").asText()).isEqualTo(owner);
    }

    @Test
    void llamaCppListsThemTwice() {
        JsonNode list = ProfileReader.read("llama.cpp").modelList().of(MODELS);

        assertThat(list.path("models"))
                .extracting(model -> model.path("model").asText())
                .containsExactly("a", "b");
    }

    @Test
    void oneModelIsAsInTheList() {
        assertThat(ProfileReader.read("vllm").modelList().of(MODELS.get(1)).toString())
                .contains("\"id\":\"b\",\"object\":\"model\",\"created\":2", "\"root\":\"b\"");
    }
}
