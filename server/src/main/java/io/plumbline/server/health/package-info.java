/** How the server is: whether it lives, whether it can work, and its figures. */
@NullMarked
package io.plumbline.server.health;

import org.jspecify.annotations.NullMarked;
