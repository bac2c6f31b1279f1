/** What came out: scores and their proof. */
@NullMarked
package io.plumbline.core.score;

import org.jspecify.annotations.NullMarked;
