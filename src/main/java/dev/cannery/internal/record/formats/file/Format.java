package dev.cannery.internal.record.formats.file;

import java.util.List;

/** A file format of another tool. An instance belongs to one import, so that it can join what several files hold. */
public interface Format {
    /** Returns the name for users, such as {@code HAR}. */
    String title();

    /** Whether a document has this format, by its contents. */
    boolean recognizes(FileValue document);

    /** Reads the documents of one file, the first of which has this format. */
    void read(List<FileValue> documents, Reading reading);

    /** Joins what several files hold, once all are read. */
    default void end() {}
}
