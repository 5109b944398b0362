package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.probe.FieldProbe;
import java.util.Map;
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
        ChatEndpoint endpoint = session.endpoints().get(0);
        ObjectNode plain = FieldProbe.plain(endpoint).put("model", session.model());
        session.send(ChatRequest.of("/v1" + endpoint.path(), Map.of(), plain), "provider");
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
