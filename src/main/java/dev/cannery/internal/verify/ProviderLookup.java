package dev.cannery.internal.verify;

import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.probe.FieldProbe;
import dev.cannery.internal.verify.request.PlannedRequest;
import java.util.Objects;
import java.util.Optional;

/** Finds out which provider answers at a target, with one plain request. */
public final class ProviderLookup {
    private final Target target;
    private final VerificationSettings settings;

    /** Creates a lookup of this target. It uses the timeouts of the settings. */
    public ProviderLookup(Target target, VerificationSettings settings) {
        this.target = target;
        this.settings = settings;
    }

    /** Returns the target with the profile of the provider that its response looks like; unchanged if that is unknown. */
    public Target recognized() throws InterruptedException {
        Session session = new Session(target, settings);
        String model = Objects.requireNonNullElse(target.model(), ExampleRequest.MODEL);
        session.send(
                PlannedRequest.of(FieldProbe.plain().sent().deepCopy().put("model", model), "the lookup"),
                false,
                "provider");
        Optional<Recognition> provider = session.recognized();
        return provider.isEmpty()
                ? target
                : new Target(
                        target.name(),
                        target.endpoint(),
                        ProfileReader.read(provider.get().profile()),
                        target.model(),
                        target.declared());
    }
}
