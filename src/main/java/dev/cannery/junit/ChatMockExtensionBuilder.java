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

    ChatMockExtensionBuilder() {}

    /** Contract files, or folders of them: paths in the project's directory, or else on the class path. */
    public ChatMockExtensionBuilder contracts(String... filesOrFolders) {
        files.addAll(Arrays.asList(filesOrFolders));
        return this;
    }

    /** Contract files, or folders of them. */
    public ChatMockExtensionBuilder contracts(Path... filesOrFolders) {
        Arrays.stream(filesOrFolders).map(Path::toString).forEach(files::add);
        return this;
    }

    /** Contracts that were built or read before; they are asked after those of files. */
    public ChatMockExtensionBuilder contracts(Contract... built) {
        Arrays.stream(built).map(LoadedContract::of).forEach(contracts::add);
        return this;
    }

    /** What fails a test beside its own assertions, {@link Strictness#STRICT} by default. */
    public ChatMockExtensionBuilder strictness(Strictness kind) {
        strictness = kind;
        return this;
    }

    /** A system property that is set while the tests run, written as in {@link ChatMockTest#properties()}. */
    public ChatMockExtensionBuilder property(String nameOrNameAndValue) {
        properties.add(nameOrNameAndValue);
        return this;
    }

    /** The provider profile that judges every request; by default each contract's own provider does. */
    public ChatMockExtensionBuilder profile(String name) {
        profile = name;
        return this;
    }

    /** The extension, to be held by a field with {@code @RegisterExtension}. */
    public ChatMockExtension build() {
        return new ChatMockExtension(
                new Settings("ChatMockExtension", files, contracts, strictness, false, properties, profile));
    }
}
