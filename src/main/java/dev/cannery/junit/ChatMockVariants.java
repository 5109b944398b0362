package dev.cannery.junit;

import dev.cannery.Misbehaviour;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs each test of a class once in each dialect and with each misbehaviour.
 *
 * <pre>{@code
 * @ChatMockTest("contracts/weather-agent.yaml")
 * @ChatMockVariants(dialects = {"openai", "deepseek"}, misbehave = {CUT_ARGUMENTS, EMPTY})
 * class WeatherTest { … }
 * }</pre>
 *
 * <p>Every test of the class and of its nested classes runs with its whole set-up, whether plain, parameterized, repeated or
 * dynamic. Reports and failures name the variant: {@code WeatherTest#asks[deepseek, empty]}. Tests get their mock as usual, from
 * {@link ChatMockTest} or a {@link ChatMockExtension}.
 *
 * <p>What the annotation does not name is taken from the configuration parameters {@code cannery.dialects} and
 * {@code cannery.misbehave}, which hold lists separated by commas. Without both, the class runs once. Those parameters also hold
 * for classes without this annotation, which run once, and so in one dialect and with one misbehaviour.
 *
 * <p>Requires JUnit 5.14.2 or 6.0.2: the class is a template of JUnit, and earlier versions refuse templates with a resource
 * lock. {@code @BeforeAll} and {@code @AfterAll} run once for all variants. On a {@code @Nested} class, it adds to the variants of
 * the enclosing class. A {@code @ParameterizedClass} runs in variants as a {@code @Nested} class of one that does. The annotation
 * is inherited, and works as a meta-annotation.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ClassTemplate
@ExtendWith({VariantRuns.class, MockStore.Guard.class})
public @interface ChatMockVariants {
    /** Every built-in dialect at the usual address, {@code /v1/chat/completions}. */
    String ALL = "all";

    /**
     * The dialects: profiles, such as {@code deepseek}, or files of profiles. Each takes the place of {@link ChatMockTest#profile()}
     * and of the contracts' providers. {@link #ALL} stands for every built-in dialect.
     */
    String[] dialects() default {};

    /**
     * The misbehaviours. The first response of the test that a misbehaviour can change has it, and all others are valid. If it
     * changes nothing, a test that passes is reported as aborted; if it changes nothing in any test of the class, the class fails.
     */
    Misbehaviour[] misbehave() default {};
}
