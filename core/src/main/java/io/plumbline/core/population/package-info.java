/** Very many subjects at once: the compiled rules over columns. */
@NullMarked
package io.plumbline.core.population;

import org.jspecify.annotations.NullMarked;
