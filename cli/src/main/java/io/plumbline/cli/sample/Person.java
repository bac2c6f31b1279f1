package io.plumbline.cli.sample;

import io.plumbline.cli.sample.Culture.Word;
import java.util.Optional;

/**
 * A person as he or she truly is; what the export says may be less.
 *
 * @param lead its number, from 0
 * @param original the number of the lead that is the same person; the own one for most
 * @param company empty for those who gave none
 * @param createdAt seconds since 1970
 * @param fit how well person and company suit the product, from 0 to 1
 * @param intent how much he or she wants a product of this kind: about normal, around 0
 * @param interestWeek the week of the data in which interest begins; negative for before
 * @param interestWeeks how long it lasts
 */
record Person(
    int lead,
    int original,
    Nature nature,
    Culture culture,
    Optional<Company> company,
    Word given,
    Word family,
    Seniority seniority,
    Department department,
    String title,
    String email,
    long createdAt,
    double fit,
    double intent,
    int interestWeek,
    int interestWeeks) {

  /** Who stands behind a lead. */
  enum Nature {
    PERSON,
    STUDENT,
    JOB_SEEKER,
    COMPETITOR,
    CRAWLER,
    TESTER
  }

  boolean isDuplicate() {
    return original != lead;
  }

  /** How a lead is called in the files. */
  static String id(int lead) {
    String number = Integer.toString(lead + 1);
    return "L-" + "0".repeat(7 - number.length()) + number;
  }

  /** How strongly he or she acts in a week: more while interested, much less outside. */
  double heat(int week) {
    boolean interested = week >= interestWeek && week < interestWeek + interestWeeks;
    return interested ? intent + 0.8 : intent - 2;
  }
}
