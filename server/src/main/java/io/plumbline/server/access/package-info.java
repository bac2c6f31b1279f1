/**
 * Who may do what: users and their sessions, keys of programs, and the one table of paths that says
 * what each of them may ask for.
 */
@NullMarked
package io.plumbline.server.access;

import org.jspecify.annotations.NullMarked;
