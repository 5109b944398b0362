/** What an answer leaves open and a request settles: ids, numbers and the model behind a name, the same in every run. */
@NullMarked
package dev.cannery.internal.response.derived;

import org.jspecify.annotations.NullMarked;
