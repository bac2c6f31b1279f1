/**
 * Lists of leads and accounts, and everything that can be asked of one of them: answered from an
 * index in memory where many are looked at, from the facts where one is.
 */
@NullMarked
package io.plumbline.server.leads;

import org.jspecify.annotations.NullMarked;
