package io.plumbline.core.oracle;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A zone and a day in it about which a random case happens.
 *
 * @param day chosen where the zone's clocks do something odd, where they do
 */
public record Era(ZoneId zone, LocalDate day) {

  static Era at(Dice dice) {
    return dice.of(
        List.of(
            era("UTC", "2026-03-01"),
            era("+05:45", "2024-02-29"),
            era("-12:00", "1969-12-31"),
            era("Europe/Bucharest", "2026-03-29"),
            era("Europe/Bucharest", "2026-10-25"),
            era("America/New_York", "2026-11-01"),
            era("Asia/Kathmandu", "1986-01-01"),
            era("Asia/Kathmandu", "2026-11-21"),
            era("America/Sao_Paulo", "2018-11-04"),
            era("America/Sao_Paulo", "2018-02-18"),
            era("Pacific/Apia", "2011-12-30"),
            era("Pacific/Apia", "2012-01-02"),
            era("Australia/Lord_Howe", "2026-04-05"),
            era("Africa/Casablanca", "2026-02-15"),
            era("Asia/Beirut", "2023-03-30"),
            era("Africa/Monrovia", "1972-01-07"),
            era("America/St_Johns", "2010-11-07"),
            era("Europe/Bucharest", "2150-03-29"),
            era("Asia/Kolkata", "1850-01-01"),
            era("UTC", "9999-12-20"),
            era("America/New_York", "0000-01-15")));
  }

  private static Era era(String zone, String day) {
    return new Era(ZoneId.of(zone), LocalDate.parse(day));
  }
}
