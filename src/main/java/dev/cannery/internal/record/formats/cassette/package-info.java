/** Readers of recorded traffic: cassettes, archives, batches and telemetry. */
@NullMarked
package dev.cannery.internal.record.formats.cassette;

import org.jspecify.annotations.NullMarked;
