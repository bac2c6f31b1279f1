/** How it is written: models, leads, events, scores and explanations as files. */
@NullMarked
package io.plumbline.format;

import org.jspecify.annotations.NullMarked;
