/** What came out: the score and its explanation. */
@NullMarked
package io.plumbline.core.score;

import org.jspecify.annotations.NullMarked;
