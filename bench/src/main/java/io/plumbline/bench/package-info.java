/** How fast, since when: benchmarks with committed results. */
@NullMarked
package io.plumbline.bench;

import org.jspecify.annotations.NullMarked;
