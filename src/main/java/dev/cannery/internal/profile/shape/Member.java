package dev.cannery.internal.profile.shape;

/**
 * One named value of an object, or one field of a request.
 *
 * @param name its name
 * @param shape what its value is
 * @param required whether it must be sent
 * @param nullable whether null is accepted, and then means the same as not sending it
 * @param judged whether its shape is checked; otherwise the shape only describes what contracts can mean by the name
 * @param deprecated whether the provider's schema marks it as deprecated
 * @param from where this is known from: recorded, published, measured, reported, schema, page
 */
public record Member(
        String name,
        Shape shape,
        boolean required,
        boolean nullable,
        boolean judged,
        boolean deprecated,
        String from) {}
