/** What has changed in requests and answers since they were recorded. */
@NullMarked
package dev.cannery.internal.record.compare;

import org.jspecify.annotations.NullMarked;
