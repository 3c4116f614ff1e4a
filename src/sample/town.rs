//! A congress with its villages, stations and delegates, and how delegates are
//! picked for what happens in a half year.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::dice::Dice;
use super::half::{date, Half, EVENTFUL};
use super::names::{padded, Names};
use super::people::{delegates, Fate, Level, Person};
use super::words;

/// One congress.
pub(super) struct Town {
    pub(super) name: String,
    pub(super) seed: u64,
    pub(super) index: usize,
    pub(super) people: Vec<Person>,
    pub(super) villages: Vec<String>,
    pub(super) stations: Vec<String>,
    /// By station, the places of its people in `people`.
    members: Vec<Vec<usize>>,
    twins: Vec<usize>,
}

impl Town {
    /// A congress of `count` delegates, about fourteen to a station and two
    /// villages to a station.
    pub(super) fn new(seed: u64, index: usize, count: usize, names: &mut Names) -> Self {
        let station_count = (count / 13).max(1);
        let stations = extend(words::STATIONS, station_count, "联络站");
        let villages = extend(words::VILLAGES, 2 * station_count, "选区");
        let people = delegates(seed, index, count, &villages, names);
        let mut members = vec![Vec::new(); stations.len()];
        for (place, person) in people.iter().enumerate() {
            if let Some(list) = members.get_mut(person.village / 2) {
                list.push(place);
            }
        }
        let twins = (0..people.len()).filter(|&place| people.get(place).is_some_and(|person| person.fate == Fate::Twin)).collect();
        Self { name: town_name(index), seed, index, people, villages, stations, members, twins }
    }

    /// Throws for one table of one half year.
    pub(super) fn dice(&self, half: Half, table: &str) -> Dice {
        Dice::new(self.seed, &format!("{table} {} {}", half.folder(), self.index))
    }

    /// The day on which a station was opened; the last of several in the middle of a year.
    pub(super) fn opened(&self, station: usize) -> NaiveDate {
        if station > 0 && station + 1 == self.stations.len() {
            date(2025, 4, 15)
        } else {
            date(2019 + i32::try_from(station % 5).unwrap_or(0), 3, 1)
        }
    }

    /// The station that does the work of this one on that day: until it is opened, the one before it.
    pub(super) fn host(&self, station: usize, day: NaiveDate) -> usize {
        if day < self.opened(station) {
            station.saturating_sub(1)
        } else {
            station
        }
    }

    /// The stations that are open on that day, by number and name.
    pub(super) fn open_stations(&self, day: NaiveDate) -> impl Iterator<Item = (usize, &str)> {
        self.stations
            .iter()
            .enumerate()
            .filter(move |(station, _)| self.opened(*station) <= day)
            .map(|(station, name)| (station, name.as_str()))
    }

    /// The station that a person belongs to on that day.
    pub(super) fn station_on(&self, person: &Person, day: NaiveDate) -> &str {
        self.stations.get(self.host(person.village / 2, day)).map_or("", String::as_str)
    }

    pub(super) fn village(&self, person: &Person) -> &str {
        self.villages.get(person.village).map_or("", String::as_str)
    }

    /// The people of a station, by their places.
    pub(super) fn members(&self, station: usize) -> &[usize] {
        self.members.get(station).map_or(&[], Vec::as_slice)
    }

    /// The people at these places.
    pub(super) fn at<'town>(&'town self, places: &'town [usize]) -> impl Iterator<Item = &'town Person> {
        places.iter().filter_map(|&place| self.people.get(place))
    }

    /// The name with the village behind it where two have the same one.
    pub(super) fn told_apart(&self, person: &Person) -> String {
        if person.shared_name {
            format!("{}（{}）", person.name, self.village(person))
        } else {
            person.name.clone()
        }
    }

    /// The same for a column of single names, short names spread out.
    pub(super) fn spread_out(&self, person: &Person) -> String {
        if person.shared_name {
            self.told_apart(person)
        } else {
            padded(&person.name)
        }
    }

    /// Up to `count` people of the station for something on that day.
    pub(super) fn some_of(&self, dice: &mut Dice, station: usize, day: NaiveDate, count: usize) -> Vec<usize> {
        let mut willing = self.members(station).to_vec();
        willing.retain(|&place| self.willing(dice, place, day));
        self.without_doubles(dice.draw(&willing, count))
    }

    /// Up to `count` town delegates for something on that day, in order of place.
    pub(super) fn some_of_all(&self, dice: &mut Dice, day: NaiveDate, count: usize) -> Vec<usize> {
        let town = self.people.partition_point(|person| person.level == Level::Town);
        let mut chosen = BTreeSet::new();
        for _ in 0..count * 6 {
            let place = dice.below(town);
            if chosen.len() < count && self.willing(dice, place, day) {
                chosen.insert(place);
            }
        }
        chosen.into_iter().collect()
    }

    /// In office, inclined that day, and not one of the two whose records are arranged.
    fn willing(&self, dice: &mut Dice, place: usize, day: NaiveDate) -> bool {
        self.people.get(place).is_some_and(|person| {
            let arranged = person.fate == Fate::Twin && day >= EVENTFUL.first_day();
            dice.chance(person.diligence) && person.acts_on(day) && !arranged
        })
    }

    /// A person at two levels is named once.
    fn without_doubles(&self, places: Vec<usize>) -> Vec<usize> {
        let mut names = BTreeSet::new();
        places.into_iter().filter(|&place| self.people.get(place).is_some_and(|person| names.insert(self.told_apart(person)))).collect()
    }

    /// Members of the station in office on that day, nobody twice.
    pub(super) fn all_of(&self, station: usize, day: NaiveDate) -> Vec<usize> {
        let mut acting = self.members(station).to_vec();
        acting.retain(|&place| self.people.get(place).is_some_and(|person| person.acts_on(day)));
        self.without_doubles(acting)
    }

    /// The two whose records agree to the last point, in the half year in which they do.
    pub(super) fn twins(&self, half: Half) -> &[usize] {
        if half == EVENTFUL {
            &self.twins
        } else {
            &[]
        }
    }

    /// Delegates of one level on the half year's roster.
    pub(super) fn listed(&self, half: Half, level: Level) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.level == level && person.listed_in(half))
    }

    /// The line under a title.
    pub(super) fn note(&self, half: Half) -> String {
        format!("填报单位：{}人大主席团　　期间：{}", self.name, half.title())
    }
}

/// Groups of two stations each.
pub(super) fn delegation(person: &Person) -> String {
    format!("第{}代表小组", ordinal(person.village / 4 + 1))
}

fn town_name(index: usize) -> String {
    let name = words::TOWNS.get(index % words::TOWNS.len()).copied().unwrap_or_default();
    match index / words::TOWNS.len() {
        0 => name.to_owned(),
        round => format!("{name}{}", round + 1),
    }
}

/// The given names, then numbered ones.
fn extend(names: &[&str], count: usize, word: &str) -> Vec<String> {
    let numbered = |index| format!("第{}{word}", index + 1);
    (0..count).map(|index| names.get(index).map_or_else(|| numbered(index), |name| (*name).to_owned())).collect()
}

/// 1 to 99 in Chinese numerals, larger ones in digits.
pub(super) fn ordinal(number: usize) -> String {
    let digit = |value: usize| "零一二三四五六七八九".chars().nth(value).map(String::from).unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, 0) => format!("{}十", digit(tens)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}
