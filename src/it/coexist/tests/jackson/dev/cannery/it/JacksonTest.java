package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cannery.MockChatServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The project keeps the Jackson that it has, and that one has all that Cannery calls. */
class JacksonTest {
    /** Only the reader of schemas in YAML, which nothing calls, wants this. */
    private static final String NEVER_CALLED = "com/fasterxml/jackson/dataformat/";

    private final Map<String, Set<String>> known = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    @Test
    void theirJacksonIsTheOneInUse() throws Exception {
        assertEquals(
                System.getProperty("jackson.expected"), new ObjectMapper().version().toString());
        assertEquals(1, new ObjectMapper().readTree("{\"a\": 1}").path("a").asInt());
        // no module of ours is among those that a mapper finds by itself
        assertEquals(0, ObjectMapper.findModules().size());
    }

    @Test
    void everyMemberOfJacksonThatIsCalledExists() throws Exception {
        File jar = new File(MockChatServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile classes = new JarFile(jar)) {
            for (JarEntry entry : classes.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream in = classes.getInputStream(entry)) {
                    new ClassReader(in).accept(new Calls(), ClassReader.SKIP_DEBUG);
                }
            }
        }

        assertEquals(Set.of(), missing);
    }

    private void look(String owner, String member) {
        if (owner.startsWith("com/fasterxml/jackson/") && !owner.startsWith(NEVER_CALLED)) {
            Set<String> members = members(owner);
            if (!members.contains(member)) {
                missing.add(owner + "." + member);
            }
        }
    }

    private Set<String> members(String type) {
        if (!known.containsKey(type)) {
            Set<String> members = new TreeSet<>();
            try (InputStream in = ClassLoader.getSystemResourceAsStream(type + ".class")) {
                if (in != null) {
                    new ClassReader(in).accept(new Members(members), ClassReader.SKIP_CODE);
                }
            } catch (IOException e) {
                throw new IllegalStateException(type, e);
            }
            known.put(type, members);
        }
        return known.get(type);
    }

    /** Collects the members of a class and of all above it. */
    private final class Members extends ClassVisitor {
        private final Set<String> members;

        Members(Set<String> members) {
            super(Opcodes.ASM9);
            this.members = members;
        }

        @Override
        public void visit(int version, int access, String name, String sign, String above, String[] interfaces) {
            if (above != null) {
                members.addAll(members(above));
            }
            for (String each : interfaces) {
                members.addAll(members(each));
            }
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String sign, String[] thrown) {
            members.add(name + type);
            return null;
        }

        @Override
        public org.objectweb.asm.FieldVisitor visitField(
                int access, String name, String type, String sign, Object value) {
            members.add(name + ":" + type);
            return null;
        }
    }

    /** Looks for whatever a class calls and reads. */
    private final class Calls extends ClassVisitor {
        Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String sign, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int code, String owner, String name, String type, boolean isInterface) {
                    look(owner, name + type);
                }

                @Override
                public void visitFieldInsn(int code, String owner, String name, String type) {
                    look(owner, name + ":" + type);
                }
            };
        }
    }
}
