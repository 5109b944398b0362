package dev.cannery.internal.profile.shape;

/**
 * One named value of an object, or one field of a request.
 *
 * @param name its name
 * @param shape the shape of its value
 * @param required whether it must be sent
 * @param nullable whether null is accepted, with the same meaning as not sending it
 * @param nullIsObject whether a null that is not accepted is reported as an object where a text was expected, whatever its shape
 * @param checked whether its shape is checked; otherwise the shape only describes what contracts can refer to
 * @param deprecated whether the provider's schema marks it as deprecated
 * @param from the source of its rule: recorded, published, measured, reported, schema, page
 */
public record Member(
        String name,
        Shape shape,
        boolean required,
        boolean nullable,
        boolean nullIsObject,
        boolean checked,
        boolean deprecated,
        String from) {}
