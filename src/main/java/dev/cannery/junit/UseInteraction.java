package dev.cannery.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits a test, or each test of a class, to interactions of these names. No other interaction answers, and each of them must
 * be used. The names on a method replace those on its class. A test without a mock fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MockStore.Guard.class)
public @interface UseInteraction {
    /** The names of the interactions. If several contracts have one of the same name, use {@code contract: name}. */
    String[] value();
}
