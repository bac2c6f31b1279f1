package io.plumbline.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** That a text is one of the constants of an enum, in small letters; the document lists them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Words {
  /** Whose constants they are. */
  Class<? extends Enum<?>> value();

  /** What stands between their words. */
  String between() default "_";

  /** What may stand there besides. */
  String[] also() default {};
}
