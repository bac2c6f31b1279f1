/** How it is judged: models compiled into immutable nodes. */
@NullMarked
package io.plumbline.core.engine;

import org.jspecify.annotations.NullMarked;
