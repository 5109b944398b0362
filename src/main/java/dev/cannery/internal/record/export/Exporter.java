package dev.cannery.internal.record.export;

import dev.cannery.internal.record.export.Export.ExportedFile;
import java.util.List;

/** Writes a contract in the format of one tool. */
interface Exporter {
    /** Returns the files of a contract. */
    List<ExportedFile> write(Sampler contract, Losses losses);
}
