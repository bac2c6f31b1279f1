package io.plumbline.core.population;

import io.plumbline.core.engine.Operand;
import io.plumbline.core.engine.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outcomes of one attribute rule for blocks of leads. A rule over one attribute is asked
 * once for each distinct value of a lane. Thread-safe: a value asked twice gives the same answer.
 */
final class OutcomeColumns {
  private final Outcomes outcomes;
  private final LeadTable leads;
  private final int[] columnOfSlot;
  private final int[] slots;
  private final int day;
  private final char[][] remembered;

  /**
   * For one rule.
   *
   * @param columnOfSlot the lanes' column of each attribute slot of the rule's model
   */
  OutcomeColumns(Outcomes outcomes, LeadTable leads, int[] columnOfSlot, int day) {
    this.outcomes = outcomes;
    this.leads = leads;
    this.columnOfSlot = columnOfSlot;
    this.day = day;
    slots = outcomes.slots();
    remembered = new char[leads.lanes.length][];
    for (int l = 0; slots.length == 1 && l < remembered.length; l++) {
      remembered[l] = new char[leads.lanes[l].codes(columnOfSlot[slots[0]])];
    }
  }

  /** The outcome of each subject of a block; found once. */
  char[] of(Block block) {
    return block.outcomes().computeIfAbsent(outcomes.key(), key -> find(block));
  }

  private char[] find(Block block) {
    char[] found = new char[block.size()];
    @Nullable Operand[] operands = new Operand[columnOfSlot.length];
    for (int i = 0; i < found.length; i++) {
      int row = block.rows()[i];
      LeadLane lane = leads.lane(row);
      int place = leads.placeInLane(row);
      if (slots.length == 1) {
        int column = columnOfSlot[slots[0]];
        found[i] = ofValue(leads.laneNumber(row), lane, column, lane.code(place, column), operands);
      } else {
        load(lane, place, operands);
        found[i] = (char) outcomes.of(operands, day);
      }
    }
    return found;
  }

  private void load(LeadLane lane, int place, @Nullable Operand[] operands) {
    for (int slot : slots) {
      int column = columnOfSlot[slot];
      operands[slot] = lane.operand(column, lane.code(place, column));
    }
  }

  private char ofValue(
      int laneNumber, LeadLane lane, int column, int code, @Nullable Operand[] operands) {
    char known = remembered[laneNumber][code];
    if (known == 0) {
      operands[slots[0]] = lane.operand(column, code);
      known = (char) (outcomes.of(operands, day) + 1);
      remembered[laneNumber][code] = known;
    }
    return (char) (known - 1);
  }
}
