package dev.cannery.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;

/** Prevents tests that set system properties from running in parallel, since the properties belong to the whole JVM. */
final class PropertyLocks implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(testClass);
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosing, Class<?> testClass) {
        return locks(testClass);
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return locks(method);
    }

    private static Set<Lock> locks(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, ChatMockTest.class)
                .filter(annotation -> annotation.properties().length > 0)
                .map(annotation -> Set.of(new Lock(Resources.SYSTEM_PROPERTIES, ResourceAccessMode.READ_WRITE)))
                .orElse(Set.of());
    }
}
