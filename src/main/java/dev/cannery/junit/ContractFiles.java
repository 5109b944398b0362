package dev.cannery.junit;

import dev.cannery.chat.Suggestion;
import dev.cannery.contract.Contract;
import dev.cannery.contract.reader.ContractException;
import dev.cannery.contract.reader.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The contracts of files that tests name: each is read once. */
final class ContractFiles {
    private final Map<String, List<Contract>> read = new ConcurrentHashMap<>();

    /**
     * All that these settings ask for, in the order in which it is asked.
     *
     * @throws ExtensionConfigurationException when a file is not there, or is no contract
     */
    List<Contract> of(Settings settings, Class<?> testClass) {
        List<Contract> contracts = new ArrayList<>();
        settings.files().forEach(file -> contracts.addAll(contracts(file, settings, testClass)));
        contracts.addAll(settings.contracts());
        return settings.profile().isEmpty()
                ? contracts
                : contracts.stream()
                        .map(contract -> new Contract(
                                contract.name(), contract.consumer(), settings.profile(), contract.interactions()))
                        .toList();
    }

    private List<Contract> contracts(String name, Settings settings, Class<?> testClass) {
        try {
            List<Contract> known = read.get(name);
            if (known == null) {
                known = read(name, settings.where(), testClass.getClassLoader());
                requireAny(known, name, settings.where());
                read.put(name, known);
            }
            return known;
        } catch (ContractException e) {
            throw new ExtensionConfigurationException(settings.where() + ":\n" + e.getMessage());
        } catch (IOException e) {
            throw new ExtensionConfigurationException(
                    settings.where() + ": " + name + " cannot be read: " + e.getMessage());
        }
    }

    private static List<Contract> read(String name, String where, @Nullable ClassLoader loader) throws IOException {
        if (name.isBlank()) {
            throw new ExtensionConfigurationException(where + ": a contract is named by its file or folder, was ''.");
        }
        Path file = Path.of(name);
        if (Files.exists(file)) {
            return ContractReader.read(file);
        }
        URL resource = loader == null ? null : loader.getResource(name);
        if (resource == null) {
            throw new ExtensionConfigurationException(where + ": there is no file or folder '" + name
                    + "', neither in the project's directory nor on the class path."
                    + Suggestion.sentence(name, siblings(file)));
        }
        if (resource.getProtocol().equals("file")) {
            return ContractReader.read(Path.of(URI.create(resource.toString())));
        }
        try (InputStream in = resource.openStream()) {
            return ContractReader.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void requireAny(List<Contract> found, String name, String where) {
        if (found.isEmpty()) {
            throw new ExtensionConfigurationException(where + ": there is no contract in the folder '" + name
                    + "', no file ends in .yaml, .yml or .json.");
        }
    }

    private static List<String> siblings(Path file) throws IOException {
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(folder)) {
            return beside.map(path -> path.toString().replace('\\', '/')).toList();
        }
    }
}
