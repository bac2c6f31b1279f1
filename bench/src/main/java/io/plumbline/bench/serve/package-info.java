/** The server under load from a process of its own, over HTTP only. */
@NullMarked
package io.plumbline.bench.serve;

import org.jspecify.annotations.NullMarked;
