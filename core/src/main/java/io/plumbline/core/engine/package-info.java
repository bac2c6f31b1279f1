/** How it is judged: compiles a model once and evaluates one subject. */
@NullMarked
package io.plumbline.core.engine;

import org.jspecify.annotations.NullMarked;
