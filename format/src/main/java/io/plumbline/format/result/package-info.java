/** How scores and their explanations are written for programs. */
@NullMarked
package io.plumbline.format.result;

import org.jspecify.annotations.NullMarked;
