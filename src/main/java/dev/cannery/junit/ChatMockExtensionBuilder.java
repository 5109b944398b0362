package dev.cannery.junit;

import dev.cannery.Contract;
import dev.cannery.internal.contract.LoadedContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Configures a {@link ChatMockExtension}. */
public final class ChatMockExtensionBuilder {
    private final List<String> files = new ArrayList<>();
    private final List<LoadedContract> contracts = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();
    private Strictness strictness = Strictness.STRICT;
    private String profile = "";
    private Recording recording = Recording.OFF;

    ChatMockExtensionBuilder() {}

    /** Adds contract files or folders: paths in the project's directory, or otherwise on the class path. */
    public ChatMockExtensionBuilder contracts(String... filesOrFolders) {
        files.addAll(Arrays.asList(filesOrFolders));
        return this;
    }

    /** Adds contract files or folders. */
    public ChatMockExtensionBuilder contracts(Path... filesOrFolders) {
        Arrays.stream(filesOrFolders).map(Path::toString).forEach(files::add);
        return this;
    }

    /** Adds contracts that were built or read before; they are matched after those of files. */
    public ChatMockExtensionBuilder contracts(Contract... built) {
        Arrays.stream(built).map(LoadedContract::of).forEach(contracts::add);
        return this;
    }

    /** Sets what fails a test in addition to its own assertions; by default {@link Strictness#STRICT}. */
    public ChatMockExtensionBuilder strictness(Strictness kind) {
        strictness = kind;
        return this;
    }

    /** Adds a system property that is set while the tests run, in the form of {@link ChatMockTest#properties()}. */
    public ChatMockExtensionBuilder property(String nameOrNameAndValue) {
        properties.add(nameOrNameAndValue);
        return this;
    }

    /** Sets the provider profile that reviews every request; by default it is each contract's own. */
    public ChatMockExtensionBuilder profile(String name) {
        profile = name;
        return this;
    }

    /** Sets whether a provider is asked, and its answers are recorded; by default {@link Recording#OFF}. */
    public ChatMockExtensionBuilder record(Recording mode) {
        recording = mode;
        return this;
    }

    /** Returns the extension, for a field with {@code @RegisterExtension}. */
    public ChatMockExtension build() {
        return new ChatMockExtension(
                new Settings("ChatMockExtension", files, contracts, strictness, false, properties, profile, recording));
    }
}
