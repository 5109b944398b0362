package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.responses.ChatView;
import dev.cannery.internal.chat.responses.EarlierItems;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as it was sent, with what was computed from it. Equal requests share one, so that this is computed once.
 *
 * <p>Thread-safe. Two threads may compute the same.
 */
public final class SentBody {
    private final ObjectNode tree;
    private volatile @Nullable ChatView view;
    private volatile @Nullable Root root;
    private volatile @Nullable TreeSize size;

    /** Creates a body; the tree must not be modified afterwards. */
    public SentBody(ObjectNode tree) {
        this.tree = tree;
    }

    /** The hash of a body together with what else the ids of a response depend on. */
    private record Root(String seed, String path, long value) {}

    /** Returns the tree, which must not be modified. */
    public ObjectNode tree() {
        return tree;
    }

    /**
     * Returns the chat request that a body of the Responses API means.
     *
     * @param earlier what it may refer to by id
     */
    ChatView view(EarlierItems earlier) {
        ChatView known = view;
        if (known == null) {
            known = ChatView.of(tree, earlier);
            if (!known.refersToEarlier()) {
                view = known;
            }
        }
        return known;
    }

    /** Returns the hash of the body after a seed and the path of the request. */
    long fingerprint(String seed, String path) {
        Root known = root;
        if (known == null || !known.seed.equals(seed) || !known.path.equals(path)) {
            known = new Root(
                    seed, path, new Fingerprint(0).add(seed).add(path).add(tree).value());
            root = known;
        }
        return known.value;
    }

    /** Returns the size of the tree. */
    TreeSize size() {
        TreeSize known = size;
        if (known == null) {
            known = TreeSize.of(tree);
            size = known;
        }
        return known;
    }
}
