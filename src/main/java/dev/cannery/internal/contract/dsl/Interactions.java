package dev.cannery.internal.contract.dsl;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.profile.Profile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where contracts in Java begin. To be imported statically, with {@link RequestRules}, {@link Rules} and
 * {@link Answers}:
 *
 * <pre>{@code
 * interaction("asks for the weather")
 *         .when(prompt(contains("weather")), temperature(within("0..0.3")), tools("get_weather"))
 *         .reply(toolCall("get_weather", Map.of("city", "Paris")))
 * }</pre>
 */
public final class Interactions {

    private Interactions() {}

    /** An interaction of this name. */
    public static InteractionDraft interaction(String name) {
        return new InteractionDraft(Keys.of("an interaction").with("name", name), Profile.DEFAULT);
    }

    /** A turn of a conversation, with the rules on its request. */
    public static TurnDraft turn(RequestRule... rules) {
        return new TurnDraft(RequestRule.request(rules));
    }

    /** What a real provider must satisfy, to be completed. */
    public static Expectation expecting() {
        return Expectation.nothing();
    }

    /**
     * A contract with the OpenAI profile, whose consumer is called as it is.
     *
     * @throws IllegalArgumentException when there is no interaction, or two have one name
     */
    public static LoadedContract contract(String name, LoadedInteraction... interactions) {
        return contract(name, name, Profile.DEFAULT, interactions);
    }

    /**
     * A contract of a consumer with a provider profile.
     *
     * @throws IllegalArgumentException when there is no interaction, or two have one name
     */
    public static LoadedContract contract(
            String name, String consumer, String provider, LoadedInteraction... interactions) {
        if (interactions.length == 0) {
            throw new IllegalArgumentException("a contract needs at least one interaction");
        }
        Set<String> names = new HashSet<>();
        for (LoadedInteraction interaction : interactions) {
            if (!names.add(interaction.name())) {
                throw new IllegalArgumentException("the name '" + interaction.name() + "' is taken");
            }
        }
        return new LoadedContract(name, consumer, provider, List.of(interactions));
    }
}
