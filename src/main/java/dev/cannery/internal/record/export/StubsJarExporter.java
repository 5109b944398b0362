package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.source.FileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the contents of a stubs jar of Spring Cloud Contract: each WireMock mapping in its own file. */
final class StubsJarExporter implements Exporter {
    @Override
    public List<ExportedFile> write(Sampler contract, Losses losses) {
        List<ExportedFile> files = new ArrayList<>();
        String folder = "mappings/" + FileNames.slug(contract.contract().name()) + "/";
        for (ObjectNode mapping : WireMockExporter.mappings(contract, losses)) {
            String slug = FileNames.slug(mapping.path("name").asText());
            String name = String.format(Locale.ROOT, "%03d-%s.json", files.size() + 1, slug);
            files.add(new ExportedFile(folder + name, WireMockExporter.text(mapping)));
        }
        return files;
    }
}
