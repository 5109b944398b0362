/** What a misbehaving model or server makes of a valid canned answer: one small behaviour for each word. */
@NullMarked
package dev.cannery.internal.contract.misbehaviour;

import org.jspecify.annotations.NullMarked;
