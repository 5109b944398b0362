package dev.cannery.internal.junit.files;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.source.SourceProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A cache of the contract files that the tests of a run name. A file is read once, and again if it has changed. */
public final class ContractFiles {
    private final Map<Place, Read> known = new ConcurrentHashMap<>();

    /**
     * Returns the contracts of these files, in the order in which they are named.
     *
     * @param names files or folders, in the project's directory or otherwise on the class path
     * @param where the annotation or builder that names them, for messages
     * @param testClass the class whose class path is searched
     * @throws ExtensionConfigurationException if a file is missing or invalid
     */
    public List<LoadedContract> read(List<String> names, String where, Class<?> testClass) {
        return names.stream()
                .flatMap(name -> read(new Place(name, testClass.getClassLoader()), where).contracts().stream())
                .toList();
    }

    /** Returns the contracts without duplicates, which arise if a file is named several times. The first one stays. */
    public static List<LoadedContract> once(List<LoadedContract> contracts) {
        Map<String, List<LoadedContract>> byName = new HashMap<>();
        List<LoadedContract> distinct = new ArrayList<>();
        for (LoadedContract contract : contracts) {
            List<LoadedContract> namesakes = byName.computeIfAbsent(contract.name(), name -> new ArrayList<>());
            // the profile of an annotation may replace a contract's provider
            if (namesakes.stream()
                    .map(known -> known.withProvider(contract.provider()))
                    .noneMatch(contract::equals)) {
                namesakes.add(contract);
                distinct.add(contract);
            }
        }
        return List.copyOf(distinct);
    }

    private Read read(Place place, String where) {
        try {
            Read found = known.get(place);
            if (found == null || !found.stamps().areCurrent()) {
                found = Read.of(place, where);
                known.put(place, found);
            }
            return found;
        } catch (SourceProblemsException e) {
            throw new ExtensionConfigurationException(where + ":\n" + e.getMessage());
        } catch (IOException e) {
            throw new ExtensionConfigurationException(
                    where + ": " + place.name() + " cannot be read: " + e.getMessage());
        }
    }

    private static List<String> siblings(Path file) throws IOException {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.toString().replace('\\', '/')).toList();
        }
    }

    /** A name that a test uses, and the class loader to look it up with if it is not a file. */
    private record Place(String name, @Nullable ClassLoader loader) {
        // A record's generated methods are linked on first use, which would delay the first test by 40 ms.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && name.equals(place.name) && loader == place.loader;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** The contracts that were read from files, and the state of the files at that time. */
    private record Read(List<LoadedContract> contracts, FileStamps stamps) {
        static Read of(Place place, String where) throws IOException {
            String name = place.name();
            if (name.isBlank()) {
                throw new ExtensionConfigurationException(
                        where + ": a contract must be the path of a file or folder, was ''.");
            }
            Path file = Path.of(name);
            if (Files.exists(file)) {
                return of(file, name, where);
            }
            URL resource = place.loader() == null ? null : place.loader().getResource(name);
            if (resource == null) {
                throw new ExtensionConfigurationException(where + ": there is no file or folder '" + name
                        + "', neither in the project's directory nor on the class path."
                        + Suggestion.sentence(name, siblings(file)));
            }
            if (resource.getProtocol().equals("file")) {
                return of(Path.of(URI.create(resource.toString())), name, where);
            }
            try (InputStream in = resource.openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return new Read(ContractReader.parse(name, text), FileStamps.of(List.of()));
            }
        }

        private static Read of(Path fileOrFolder, String name, String where) throws IOException {
            ContractReader.Reading reading = ContractReader.readLeniently(List.of(fileOrFolder));
            reading.throwIfInvalid();
            if (reading.contracts().isEmpty()) {
                throw new ExtensionConfigurationException(
                        where + ": there is no contract file (.yaml, .yml, .json) in the folder '" + name + "'.");
            }
            List<Path> all = Stream.concat(Stream.of(fileOrFolder), reading.named().stream())
                    .toList();
            return new Read(reading.contracts(), FileStamps.of(all));
        }
    }
}
