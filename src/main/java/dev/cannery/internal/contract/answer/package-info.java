/** Whether a canned answer is sound: by itself, and as the answer to one request. */
@NullMarked
package dev.cannery.internal.contract.answer;

import org.jspecify.annotations.NullMarked;
