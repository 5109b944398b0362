package dev.cannery;

import java.util.List;

/**
 * Rules on a request, and the canned response to every request that satisfies them; or a conversation of several such turns.
 *
 * <pre>{@code
 * Interaction.named("asks for the weather")
 *         .when(prompt(contains("weather")), temperature(within(0, 0.3)), tools("get_weather"))
 *         .reply(toolCall("get_weather", Map.of("city", "Paris")))
 * }</pre>
 *
 * <p>The words for rules are in {@link Rules}, those for responses in {@link Responses}; both are meant to be imported
 * statically. Interactions are immutable. Users do not implement this interface.
 */
public interface Interaction {
    /** Begins an interaction of this name, which must be unique in its contract. */
    static InteractionBuilder named(String name) {
        return new InteractionBuilder(name);
    }

    /** The name, unique in its contract. */
    String name();

    /** What the interaction is for; empty when it has no description. */
    String description();

    /** Labels to select interactions by. */
    List<String> tags();
}
