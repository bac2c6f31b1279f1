/** How a server starts: its options, and the one place where its rooms are put together. */
@NullMarked
package io.plumbline.server.start;

import org.jspecify.annotations.NullMarked;
