package dev.cannery;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the public API: one line per type, and an indented line per member. */
final class ApiListing {
    private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

    private ApiListing() {}

    /** Returns the lines of all visible types among these, sorted by name. */
    static List<String> of(Collection<Class<?>> types) {
        return types.stream()
                .filter(ApiListing::isVisible)
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Stream.concat(Stream.of(header(type)), members(type)))
                .toList();
    }

    /** Returns the full names of all types in the signatures of a visible type: its parents, members and annotations. */
    static Stream<String> namedBy(Class<?> type) {
        Stream.Builder<Type> named = Stream.builder();
        List<AnnotatedElement> annotated = new ArrayList<>(List.of(type));
        if (type.getGenericSuperclass() != null) {
            named.add(type.getGenericSuperclass());
        }
        Arrays.stream(type.getGenericInterfaces()).forEach(named::add);
        Arrays.stream(type.getTypeParameters())
                .flatMap(variable -> Arrays.stream(variable.getBounds()))
                .forEach(named::add);
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(type, field)) {
                annotated.add(field);
                named.add(field.getGenericType());
            }
        }
        List<Executable> members = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        members.addAll(Arrays.asList(type.getDeclaredConstructors()));
        for (Executable member : members) {
            if (isVisible(type, member)) {
                annotated.add(member);
                Arrays.stream(member.getGenericParameterTypes()).forEach(named::add);
                Arrays.stream(member.getGenericExceptionTypes()).forEach(named::add);
                Arrays.stream(member.getTypeParameters())
                        .flatMap(variable -> Arrays.stream(variable.getBounds()))
                        .forEach(named::add);
                if (member instanceof Method method) {
                    named.add(method.getGenericReturnType());
                }
            }
        }
        Stream<String> annotations = annotated.stream()
                .flatMap(element -> Arrays.stream(element.getDeclaredAnnotations()))
                .map(Object::toString);
        return Stream.concat(named.build().map(Type::getTypeName), annotations);
    }

    static boolean isVisible(Class<?> type) {
        boolean isVisible = (type.getModifiers() & VISIBLE) != 0 && !type.isAnonymousClass() && !type.isLocalClass();
        return isVisible && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static String header(Class<?> type) {
        StringBuilder header = new StringBuilder(modifiers(type));
        header.append(type.getCanonicalName()).append(variables(type.getTypeParameters()));
        if (type.isRecord()) {
            header.append(Arrays.stream(type.getRecordComponents())
                    .map(component -> readable(component.getGenericType()) + " " + component.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && parent != Record.class && !type.isEnum()) {
            header.append(" extends ").append(readable(parent));
        }
        if (type.getGenericInterfaces().length > 0) {
            header.append(type.isInterface() ? " extends " : " implements ")
                    .append(readable(type.getGenericInterfaces()));
        }
        if (type.isSealed()) {
            // sorted by name, since the order in the class file depends on the compiler's run
            header.append(" permits ")
                    .append(Arrays.stream(type.getPermittedSubclasses())
                            .map(ApiListing::readable)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return header.toString();
    }

    private static String modifiers(Class<?> type) {
        int shown = type.isRecord() || type.isEnum() ? Modifier.PUBLIC | Modifier.PROTECTED : ~Modifier.INTERFACE;
        int implied = type.isInterface() ? Modifier.ABSTRACT | Modifier.STATIC : 0;
        String modifiers = Modifier.toString(type.getModifiers() & shown & ~implied & ~Modifier.STRICT);
        return modifiers + (type.isSealed() ? " sealed " : " ") + kind(type) + " ";
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static Stream<String> members(Class<?> type) {
        List<String> lines = new ArrayList<>();
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(type, field))
                .forEach(field -> lines.add(field(field)));
        Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(type, constructor) && !type.isEnum())
                .filter(constructor -> !isImplied(type, constructor))
                .forEach(constructor -> lines.add(executable(constructor, type.getSimpleName())));
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isVisible(type, method) && !isImplied(type, method))
                .forEach(method -> lines.add(
                        executable(method, readable(method.getGenericReturnType()) + " " + method.getName())));
        return lines.stream().sorted().map(line -> "    " + line);
    }

    private static boolean isVisible(Class<?> type, Member member) {
        int hidden = Modifier.isFinal(type.getModifiers()) ? Modifier.PROTECTED : 0;
        return (member.getModifiers() & VISIBLE & ~hidden) != 0 && !member.isSynthetic();
    }

    /** Whether a member is implied by a record, an enum or Object. */
    private static boolean isImplied(Class<?> type, Executable member) {
        List<String> parameters =
                Arrays.stream(member.getParameterTypes()).map(Class::getName).toList();
        if (type.isRecord()) {
            List<String> components = Arrays.stream(type.getRecordComponents())
                    .map(component -> component.getType().getName())
                    .toList();
            boolean isAccessor = parameters.isEmpty()
                    && Arrays.stream(type.getRecordComponents())
                            .anyMatch(component -> component.getAccessor().equals(member));
            if (isAccessor || (member instanceof Constructor && parameters.equals(components))) {
                return true;
            }
        }
        boolean isOfEnum = type.isEnum() && List.of("values", "valueOf").contains(member.getName());
        boolean isOfObject = Arrays.stream(Object.class.getMethods())
                .anyMatch(method -> method.getName().equals(member.getName())
                        && Arrays.equals(method.getParameterTypes(), member.getParameterTypes()));
        return isOfEnum || isOfObject;
    }

    private static String field(Field field) {
        if (field.isEnumConstant()) {
            return field.getName();
        }
        return modifiers(field) + readable(field.getGenericType()) + " " + field.getName();
    }

    private static String executable(Executable member, String resultAndName) {
        String variables = variables(member.getTypeParameters());
        String thrown = member.getGenericExceptionTypes().length == 0
                ? ""
                : " throws " + readable(member.getGenericExceptionTypes());
        String isDefault = member instanceof Method method && method.isDefault() ? "default " : "";
        return modifiers(member) + isDefault + (variables.isEmpty() ? "" : variables + " ") + resultAndName + "("
                + readable(member.getGenericParameterTypes()) + ")" + thrown;
    }

    private static String modifiers(Member member) {
        int shown = VISIBLE | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
        int implied = member.getDeclaringClass().isInterface() ? Modifier.ABSTRACT | Modifier.PUBLIC : 0;
        String modifiers = Modifier.toString(member.getModifiers() & shown & ~implied);
        return modifiers.isEmpty() ? "" : modifiers + " ";
    }

    private static String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> variable.getBounds()[0] == Object.class
                        ? variable.getName()
                        : variable.getName() + " extends " + readable(variable.getBounds()))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String readable(Type... types) {
        return Arrays.stream(types).map(ApiListing::readable).collect(Collectors.joining(", "));
    }

    /** Returns a type as in source code, with short names for the JDK, Jackson and our own types. */
    private static String readable(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(?:java|com\\.fasterxml\\.jackson)\\.(?!util\\.regex)(?:[a-z]+\\.)*(?=[A-Z])", "")
                .replaceAll("\\bdev\\.cannery\\.(?:[a-z]+\\.)*", "")
                .replace('$', '.');
    }
}
