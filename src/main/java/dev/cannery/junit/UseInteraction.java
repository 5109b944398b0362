package dev.cannery.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits a test, or each test of a class, to interactions of these names: no other answers, and each of them must be used.
 * The names of a method hold instead of those of its class. A test that no mock serves fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MockStore.Guard.class)
public @interface UseInteraction {
    /** The names, as the contracts write them; where several contracts have one, {@code contract: name}. */
    String[] value();
}
