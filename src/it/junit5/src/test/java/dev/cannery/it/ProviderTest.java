package dev.cannery.it;

import dev.cannery.Contract;
import dev.cannery.MockChatServer;
import dev.cannery.verify.ContractTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The mock stands for the provider here. */
class ProviderTest {
    private static final MockChatServer PROVIDER = MockChatServer.builder()
            .contracts(Contract.read(Path.of("contracts")))
            .start();
    private static final String TARGET = PROVIDER.baseUrl().toString();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    // region provider
    @TestFactory
    Stream<DynamicTest> provider() {
        return ContractTests.of("contracts").against(TARGET);
    }
    // endregion
}
