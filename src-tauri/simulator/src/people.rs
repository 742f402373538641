//! The sample company: people made from word lists and a seed, and the numbers that belong to them.
//! The same seed must always make the same people, and no two may share a key.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::config::Config;
use crate::names::{self, NameList};
use crate::person::{Company, Person};

/// One past eligible to so many current people.
const CURRENT_TO_PAST: usize = 60;
/// The digits that all companies' tax ids share; the branch number tells them apart.
const TAX_ID_ROOT: &str = "12345678";

const COMPANY_NAMES: &[&str] = &[
    "Aurora Têxtil S.A.",
    "Aurora Logística Ltda.",
    "Aurora Varejo S.A.",
    "Aurora Fios e Tecidos Ltda.",
    "Aurora Serviços Ltda.",
    "Aurora Tecnologia S.A.",
];

/// The companies of the entity; at least one.
pub(crate) fn companies(count: usize) -> Vec<Company> {
    (0..count.max(1))
        .map(|at| Company {
            name: match COMPANY_NAMES.get(at) {
                Some(name) => (*name).to_owned(),
                None => format!("Aurora Filial {} Ltda.", at + 1),
            },
            tax_id: tax_id(at + 1),
        })
        .collect()
}

/// The current roster and some past eligibles, in the order of the employee list.
pub(crate) fn roster(config: &Config, companies: &[Company], now: Timestamp) -> Vec<Person> {
    let past = config.people / CURRENT_TO_PAST;
    let mut maker = PersonMaker::new(config.seed, config.people + past);
    let mut people = Vec::with_capacity(config.people + past);
    for (at, days) in (0..config.people).zip((40..440).step_by(7).cycle()) {
        // The first company is the largest: every second person, the others in turn.
        let company = match at % 2 {
            0 => 0,
            _ => (at / 2) % companies.len(),
        };
        let changed = now - SignedDuration::from_hours(24 * days);
        people.push(maker.person(&companies[company].tax_id, changed));
    }
    // Every third one within the 30 days in which a return restores.
    let days_since = [3, 45, 120, 11, 200, 90, 19, 310, 61];
    for (nth, days) in (0..past).zip(days_since.into_iter().cycle()) {
        let mut person = maker.person(&companies[nth % companies.len()].tax_id, now);
        let gone = now - SignedDuration::from_hours(24 * days);
        person.deleted_at = Some(gone);
        person.updated_at = gone;
        people.insert((nth * 37) % (people.len() + 1), person);
    }
    people
}

/// Makes people whose keys are new.
#[derive(Debug)]
pub(crate) struct PersonMaker {
    random: StdRng,
    taken: HashSet<String>,
    /// How many addresses were tried for each name.
    namesakes: HashMap<String, u32>,
    /// Employee ids are drawn below this.
    ceiling: u32,
}

impl PersonMaker {
    /// For about `expected` people in all.
    pub(crate) fn new(seed: u64, expected: usize) -> Self {
        let expected = u32::try_from(expected).unwrap_or(u32::MAX / 8);
        Self {
            random: StdRng::seed_from_u64(seed),
            taken: HashSet::new(),
            namesakes: HashMap::new(),
            ceiling: 140_000.max(expected.saturating_mul(4)),
        }
    }

    /// Keeps the keys of these people from being made again.
    pub(crate) fn avoid(&mut self, people: &[Person]) {
        for person in people {
            let keys = [
                &person.employee_id,
                &person.national_id,
                &person.email,
                &person.mobile_number,
                &person.payroll_id,
            ];
            self.taken.extend(keys.into_iter().cloned());
        }
    }

    /// The generator, so that whoever changes these people is as repeatable.
    pub(crate) fn random(&mut self) -> &mut StdRng {
        &mut self.random
    }

    /// One more person.
    pub(crate) fn person(&mut self, company_tax_id: &str, updated_at: Timestamp) -> Person {
        let words = self.name();
        let email = self.email(&words);
        let ceiling = self.ceiling;
        let employee_id =
            self.fresh(|random| format!("{:06}", random.random_range(1_000..ceiling)));
        let payroll_id =
            self.fresh(|random| format!("FP-{:07}", random.random_range(1..9_999_999)));
        let invitation = match self.random.random_range(0..10) {
            0..=6 => "ACTIVE",
            7..=8 => "INVITED",
            _ => "NOT_SENT",
        };
        let id = self.random.random::<u64>();
        Person {
            id: format!("emp_{id:016x}"),
            company_tax_id: company_tax_id.to_owned(),
            full_name: words.join(" "),
            email,
            employee_id,
            national_id: self.fresh(cpf),
            invitation_status: invitation.to_owned(),
            mobile_number: self.fresh(mobile_number),
            cost_center: cost_center(&mut self.random),
            department: department(&mut self.random),
            office_zip_code: office(&mut self.random),
            payroll_id,
            discount_subset_id: match self.random.random_range(0..12) {
                0 => "2".to_owned(),
                1 => "1".to_owned(),
                _ => String::new(),
            },
            eligible_to_payroll: Some(self.random.random_bool(0.67)),
            custom_fields: BTreeMap::new(),
            deleted_at: None,
            updated_at,
        }
    }

    /// A mobile number that nobody has.
    pub(crate) fn fresh_mobile_number(&mut self) -> String {
        self.fresh(mobile_number)
    }

    fn name(&mut self) -> Vec<&'static str> {
        let (list, surnames): (&NameList, usize) = match self.random.random_range(0..100) {
            0..70 => (&names::BRAZILIAN, 2),
            70..87 => (&names::SPANISH, 2),
            _ => (&names::ENGLISH, 1),
        };
        let mut words = vec![pick(list.first, &mut self.random)];
        while words.len() <= surnames {
            let next = pick(list.last, &mut self.random);
            if !words.contains(&next) {
                words.push(next);
            }
        }
        words
    }

    fn email(&mut self, words: &[&str]) -> String {
        let first = names::plain(words.first().copied().unwrap_or_default());
        let last = names::plain(words.last().copied().unwrap_or_default());
        let name = format!("{first}.{last}");
        let namesakes = self.namesakes.entry(name.clone()).or_default();
        loop {
            *namesakes += 1;
            let email = match *namesakes {
                1 => format!("{name}@aurora.example"),
                number => format!("{name}{number}@aurora.example"),
            };
            if self.taken.insert(email.clone()) {
                return email;
            }
        }
    }

    fn fresh(&mut self, make: impl Fn(&mut StdRng) -> String) -> String {
        loop {
            let value = make(&mut self.random);
            if self.taken.insert(value.clone()) {
                return value;
            }
        }
    }
}

fn pick(list: &[&'static str], random: &mut StdRng) -> &'static str {
    list.choose(random).copied().unwrap_or_default()
}

/// Any department.
pub(crate) fn department(random: &mut StdRng) -> String {
    pick(names::DEPARTMENTS, random).to_owned()
}

/// Any office's ZIP code.
pub(crate) fn office(random: &mut StdRng) -> String {
    pick(names::OFFICES, random).to_owned()
}

/// `CC-001` to `CC-024`.
pub(crate) fn cost_center(random: &mut StdRng) -> String {
    format!("CC-{:03}", random.random_range(1..=24))
}

/// A Brazilian mobile number in E.164.
fn mobile_number(random: &mut StdRng) -> String {
    let area = names::AREA_CODES.choose(random).copied().unwrap_or(11);
    format!(
        "+55{area}9{:08}",
        random.random_range(60_000_000..99_999_999)
    )
}

/// Eleven digits of which the last two are check digits.
fn cpf(random: &mut StdRng) -> String {
    let mut digits: Vec<u32> = (0..9).map(|_| random.random_range(0..10)).collect();
    for _ in 0..2 {
        let weights = (2..).take(digits.len());
        let check = check_digit(digits.iter().rev().copied().zip(weights));
        digits.push(check);
    }
    digits.iter().map(ToString::to_string).collect()
}

/// A CNPJ with punctuation for the nth branch.
fn tax_id(branch: usize) -> String {
    let text = format!("{TAX_ID_ROOT}{branch:04}");
    let mut digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    for _ in 0..2 {
        let weights = (2..=9).cycle();
        let check = check_digit(digits.iter().rev().copied().zip(weights));
        digits.push(check);
    }
    let text: String = digits.iter().map(ToString::to_string).collect();
    let (root, rest) = text.split_at(8);
    let (branch, check) = rest.split_at(rest.len() - 2);
    format!(
        "{}.{}.{}/{branch}-{check}",
        &root[..2],
        &root[2..5],
        &root[5..]
    )
}

/// Modulo 11 as both Brazilian ids use it.
fn check_digit(weighted: impl Iterator<Item = (u32, u32)>) -> u32 {
    let sum: u32 = weighted.map(|(digit, weight)| digit * weight).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u64) -> Vec<Person> {
        let config = Config {
            seed,
            ..Config::default()
        };
        roster(&config, &companies(1), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn check_digits_are_those_of_known_examples() {
        assert_eq!(tax_id(1), "12.345.678/0001-95");
        let known = [1, 1, 1, 4, 4, 4, 7, 7, 7];
        let first = check_digit(known.iter().rev().copied().zip(2..));
        assert_eq!(first, 3);
    }

    #[test]
    fn the_same_seed_makes_the_same_people() {
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
    }

    #[test]
    fn there_are_1200_people_whose_keys_are_unique() {
        let people = sample(1);
        let current = people.iter().filter(|person| person.is_current());
        assert_eq!(current.count(), 1_200);
        assert_eq!(people.len(), 1_220);
        let keys: [fn(&Person) -> &str; 5] = [
            |person| &person.employee_id,
            |person| &person.national_id,
            |person| &person.email,
            |person| &person.mobile_number,
            |person| &person.id,
        ];
        for key in keys {
            let distinct: HashSet<&str> = people.iter().map(key).collect();
            assert_eq!(distinct.len(), people.len());
        }
        let zeros = |person: &&Person| person.employee_id.starts_with('0');
        let with_zeros = people.iter().filter(zeros).count();
        assert!(with_zeros > 300 && with_zeros < people.len());
    }

    #[test]
    fn some_past_eligibles_can_still_be_restored() {
        let month = SignedDuration::from_hours(30 * 24);
        let people = sample(1);
        let gone: Vec<_> = people
            .iter()
            .filter_map(|person| person.deleted_at)
            .collect();
        let recent = gone
            .iter()
            .filter(|at| Timestamp::UNIX_EPOCH.duration_since(**at) < month)
            .count();
        assert!(recent > 0 && recent < gone.len());
    }
}
