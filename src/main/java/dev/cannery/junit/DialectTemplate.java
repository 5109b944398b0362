package dev.cannery.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a class run once in each dialect. {@link ChatMockTest} has it, but the jar does not contain it: Java ignores an
 * annotation whose type is missing, and so do the versions of JUnit that could not bear it. Before 5.13 they would fail to read
 * the extension, and 5.13 and 6.0 fail every class template that has a resource lock. From 5.14.4 and 6.1 on,
 * {@code dev.cannery.internal.junit.ClassTemplates} adds it when a session opens.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ClassTemplate
@ExtendWith(DialectRuns.class)
@interface DialectTemplate {}
