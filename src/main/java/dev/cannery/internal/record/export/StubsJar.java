package dev.cannery.internal.record.export;

import dev.cannery.internal.record.export.Export.ExportedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The coordinates of a stubs jar of Spring Cloud Contract, under which its stub runner finds the mappings.
 *
 * @param group the group
 * @param artifact the artifact
 * @param version the version
 */
public record StubsJar(String group, String artifact, String version) {
    private static final Pattern COORDINATES = Pattern.compile("(\\w[\\w.-]*):(\\w[\\w.-]*):(\\w[\\w.-]*)");

    /** The time of all entries, so that the same contracts give the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * Parses coordinates.
     *
     * @throws IllegalArgumentException when they are not a group, an artifact and a version
     */
    public static StubsJar parse(String coordinates) {
        Matcher parts = COORDINATES.matcher(coordinates);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "coordinates are GROUP:ARTIFACT:VERSION, such as com.example:weather:1.0.0, was '" + coordinates
                            + "'");
        }
        return new StubsJar(parts.group(1), parts.group(2), parts.group(3));
    }

    /** Returns the name of the jar, as a Maven repository has it. */
    public String fileName() {
        return artifact + "-" + version + "-stubs.jar";
    }

    /** Returns the jar with these files. */
    public byte[] of(List<ExportedFile> files) {
        String folder = String.join("/", "META-INF", group, artifact, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n", zip);
            for (ExportedFile file : files) {
                entry(folder + "/" + file.name(), file.text(), zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(String name, String text, ZipOutputStream zip) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
