/** What the rooms of the server share: the one way in which an operation is refused. */
@NullMarked
package io.plumbline.server;

import org.jspecify.annotations.NullMarked;
