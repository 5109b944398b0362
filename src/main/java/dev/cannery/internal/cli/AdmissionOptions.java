package dev.cannery.internal.cli;

import dev.cannery.internal.server.MockServerBuilder;
import dev.cannery.internal.server.limits.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} that decide which requests are admitted: keys, the admin token and the rate limit. */
final class AdmissionOptions {
    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Admit only requests with this key, repeatable. By default every key is accepted.")
    private List<String> apiKeys = List.of();

    @Option(names = "--api-key-file", paramLabel = "FILE", description = "File of such keys, one per line.")
    private @Nullable Path apiKeyFile;

    @Option(
            names = "--rate-limit",
            paramLabel = "LIMIT",
            description =
                    "Answer requests beyond this limit with 429, such as 60rpm or 60rpm,10000tpm. Units: rps, rpm, rpd,"
                            + " tps, tpm, tpd.")
    private @Nullable String rateLimit;

    @Option(names = "--rate-limit-per-key", description = "Apply the rate limit to each API key separately.")
    private boolean isLimitPerKey;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:CANNERY_ADMIN_TOKEN}",
            description = "Token that the admin API requires; also read from CANNERY_ADMIN_TOKEN.")
    private @Nullable String adminToken;

    void applyTo(MockServerBuilder builder) {
        builder.apiKeys(keys());
        if (rateLimit != null) {
            RateLimit limit = RateLimit.parse(rateLimit);
            builder.rateLimit(isLimitPerKey ? limit.perKey() : limit);
        } else if (isLimitPerKey) {
            throw new UserError("--rate-limit-per-key requires --rate-limit");
        }
        if (adminToken != null && !adminToken.isEmpty()) {
            builder.adminToken(adminToken);
        }
    }

    /** Returns the keys of both options; if there are none, every key is accepted. */
    List<String> keys() {
        if (apiKeyFile == null) {
            return apiKeys;
        }
        List<String> keys = new ArrayList<>(apiKeys);
        try (Stream<String> lines = Files.lines(apiKeyFile)) {
            lines.map(String::strip).filter(key -> !key.isEmpty()).forEach(keys::add);
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("cannot read the key file '" + apiKeyFile + "'");
        }
        if (keys.isEmpty()) {
            throw new UserError("the key file '" + apiKeyFile + "' contains no key");
        }
        return keys;
    }
}
