package dev.cannery.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The form of {@link DialectTemplate} in the jar, from which that is made. Nothing has it; the names have the same length.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ClassTemplate
@ExtendWith(DialectRuns.class)
@interface DialectTemplat0 {}
