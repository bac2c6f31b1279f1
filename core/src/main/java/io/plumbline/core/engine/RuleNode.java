package io.plumbline.core.engine;

import io.plumbline.core.model.Rule;

/** A rule, compiled. Points are thousandths. */
public sealed interface RuleNode permits AttributeRuleNode, EventRuleNode {
  Rule rule();
}
