/** A running server from outside: what the command line asks it over HTTP. */
@NullMarked
package io.plumbline.server.client;

import org.jspecify.annotations.NullMarked;
