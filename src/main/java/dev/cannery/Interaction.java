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
 * <p>{@link Rules} creates rules, {@link Responses} creates responses; both are meant to be imported statically. Interactions
 * are immutable. Users do not implement this interface.
 */
public interface Interaction {
    /** Returns a builder of an interaction with this name, which must be unique in its contract. */
    static InteractionBuilder named(String name) {
        return new InteractionBuilder(name);
    }

    /** Returns the name, which is unique in its contract. */
    String name();

    /** Returns the description; empty if there is none. */
    String description();

    /** Returns the labels by which interactions can be selected. */
    List<String> tags();
}
