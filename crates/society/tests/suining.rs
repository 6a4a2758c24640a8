//! The county as a whole: people, homes, ties, names and acts against what the document declares.
#![expect(clippy::unwrap_used, reason = "helpers of tests may unwrap as tests do")]

use glasshouse_model::{ActClass, Attribute, BLOCK, PersonId};
use glasshouse_society::{Kernel, Name, Society, builtin};

fn county() -> Society {
    builtin("suining-county").unwrap()
}

/// Within this many standard deviations a share may lie from its expectation (99.99 %).
const SIGMAS: f64 = 4.0;

#[test]
fn shares_of_a_million_persons_are_the_declared_ones() {
    let society = county();
    assert!(society.fits.iter().all(|f| f.converged), "{:?}", society.fits);
    let mut counts = vec![0u64; society.cells.len()];
    let blocks = 244;
    for block in 0..blocks {
        for cell in society.block(block).cell {
            counts[usize::from(cell)] += 1;
        }
    }
    let n = f64::from(blocks) * BLOCK as f64;
    for attribute in Attribute::ALL {
        for level in 0..attribute.levels().len() {
            let is_in = |i: usize| usize::from(society.cells[i].level(attribute)) == level;
            let declared: f64 = (0..counts.len()).filter(|i| is_in(*i)).map(|i| society.shares[i]).sum();
            let got = (0..counts.len()).filter(|i| is_in(*i)).map(|i| counts[i]).sum::<u64>() as f64 / n;
            let error = (declared * (1.0 - declared) / n).sqrt();
            assert!((got - declared).abs() < SIGMAS * error, "{attribute:?} {level}: {got} for {declared}");
        }
    }
    // Every single kind of person as well: a chi-squared statistic over all cells, per place.
    let chi2: f64 = counts.iter().zip(&society.shares).map(|(c, s)| (*c as f64 - s * n).powi(2) / (s * n)).sum();
    let freedom = counts.len() as f64 - 2.0;
    assert!((chi2 - freedom).abs() < SIGMAS * (2.0 * freedom).sqrt(), "{chi2} with {freedom} degrees of freedom");
}

#[test]
fn drawing_tables_keep_the_published_margins() {
    let society = county();
    let share = |attribute: Attribute, level: u8| -> f64 {
        society.cells.iter().zip(&society.shares).filter(|(c, _)| c.level(attribute) == level).map(|(_, s)| s).sum()
    };
    // Sex and college as published; the drawing tables may cost a few bins of 2⁻¹⁶.
    assert!((share(Attribute::Sex, 0) - 0.4873).abs() < 3e-4);
    assert!((share(Attribute::Education, 4) - 0.107).abs() < 3e-3);
    for fifth in 0..5 {
        assert!((share(Attribute::Income, fifth) - 0.2).abs() < 3e-4, "{fifth}");
    }
    let means = [7869.0, 16443.0, 26249.0, 41172.0, 80294.0];
    let mean = |place: u8| {
        let of = society.cells.iter().zip(&society.shares).filter(|(c, _)| c.level(Attribute::Place) == place);
        let (sum, n) =
            of.fold((0.0, 0.0), |(sum, n), (c, s)| (sum + s * means[usize::from(c.level(Attribute::Income))], n + s));
        sum / n
    };
    assert!((mean(1) / mean(0) - 2.3).abs() < 5e-3, "{}", mean(1) / mean(0));
}

#[test]
fn homes_have_the_published_mean_size_and_sensible_members() {
    let society = county();
    let (mut persons, mut homes, mut couples, mut like, mut richer) = (0, 0, 0u32, 0u32, 0i64);
    let (mut same_income, mut young_alone) = (0u32, 0u32);
    for block in 0..40 {
        let people = society.block(block);
        persons += people.len();
        homes += usize::from(*people.household.last().unwrap()) + 1;
        let level = |slot: usize, a: Attribute| society.cells[usize::from(people.cell[slot])].level(a);
        let mut from = 0;
        while from < people.len() {
            let home = people.household[from];
            let to = (from..people.len()).find(|s| people.household[*s] != home).unwrap_or(people.len());
            assert!(people.household[to..].iter().all(|h| *h > home), "members must be neighbours");
            young_alone += u32::from(to - from == 1 && people.age[from] < 25);
            if to - from >= 2 && level(from, Attribute::Sex) != level(from + 1, Attribute::Sex) {
                couples += 1;
                like += u32::from(people.age[from].abs_diff(people.age[from + 1]) <= 8);
                let (a, b) = (level(from, Attribute::Income), level(from + 1, Attribute::Income));
                same_income += u32::from(a == b);
                richer += i64::from(a) - i64::from(b);
            }
            from = to;
        }
    }
    let with_children = persons as f64 / homes as f64 / (1.0 - 0.1660);
    assert!((with_children - 3.10).abs() < 0.05, "{with_children}");
    assert!(f64::from(like) > 0.8 * f64::from(couples), "{like} of {couples}");
    // Two random persons share an income fifth in 20 % of cases.
    assert!(f64::from(same_income) > 0.4 * f64::from(couples), "{same_income} of {couples}");
    assert!((richer as f64 / f64::from(couples)).abs() < 1.0);
    assert!(f64::from(young_alone) < 0.05 * homes as f64, "{young_alone} of {homes}");
}

#[test]
fn places_are_exact_to_one_neighbourhood() {
    let mut society = county();
    for people in [256 * 7, 100_000, 1_140_000] {
        society.people = people;
        let urban = |b: u32| {
            let is_urban = |c: &u16| society.cells[usize::from(*c)].level(Attribute::Place) == 1;
            society.block(b).cell.iter().filter(|c| is_urban(c)).count()
        };
        let got: usize = (0..society.blocks()).map(urban).sum();
        assert!((got as f64 - 0.42 * f64::from(people)).abs() <= 256.0, "{got} of {people}");
    }
}

#[test]
fn a_further_person_changes_nobody_else() {
    let mut society = county();
    for people in [1, 255, 256, 257, 4095, 4096, 4097, 10_000] {
        society.people = people;
        let before: Vec<_> = (0..society.blocks()).map(|b| society.block(b)).collect();
        assert_eq!(before.iter().map(|p| p.len()).sum::<usize>(), people as usize);
        society.people = people + 1;
        for (b, old) in before.iter().enumerate() {
            let new = society.block(b as u32);
            let n = old.len();
            assert_eq!(old.cell, new.cell[..n]);
            assert_eq!(old.age, new.age[..n]);
            assert_eq!(old.household, new.household[..n]);
            assert_eq!(old.base, new.base[..n]);
            assert_eq!(old.trust, new.trust[..n]);
            let (few, many) = (society.ties(b as u32, n), society.ties(b as u32, new.len()));
            for slot in 0..n as u16 {
                let kept: Vec<u16> = many.of(slot).filter(|t| usize::from(*t) < n).collect();
                assert_eq!(few.of(slot).collect::<Vec<_>>(), kept);
            }
        }
    }
    society.people = 0;
    assert_eq!(society.blocks(), 0);
    assert!(society.block(0).is_empty());
}

#[test]
fn another_seed_gives_other_people_of_the_same_kinds() {
    let society = county();
    assert_eq!(society.block(3), county().block(3));
    assert_ne!(society.block(3).cell, society.block(4).cell);
    let one = society.initial_belief(PersonId::of(7, 1234));
    assert_eq!(society.initial_beliefs(7)[1234], one);
    let beliefs = society.initial_beliefs(0);
    let mean = beliefs.iter().map(|b| f64::from(*b)).sum::<f64>() / 65535.0 / beliefs.len() as f64;
    assert!((mean - society.behaviour.announced_risk).abs() < 0.01, "{mean}");
}

#[test]
fn traits_have_their_moments() {
    let society = county();
    let (mut n, mut base, mut square, mut trust) = (0.0, 0.0, 0.0, 0.0);
    for block in 0..100 {
        let people = society.block(block);
        for (b, t) in people.base.iter().zip(&people.trust) {
            let b = f64::from(*b) / 1024.0;
            n += 1.0;
            base += b;
            square += b * b;
            trust += f64::from(*t) / 255.0;
        }
    }
    let (mean, trust) = (base / n, trust / n);
    let variance = square / n - mean * mean;
    // z ~ N(0, 1) and T ~ Beta(2, 2) with variance 1/20, at weight ½.
    assert!((mean - 0.25).abs() < 0.007, "{mean}");
    assert!((variance - (1.0 + 0.25 * 0.05)).abs() < 0.01, "{variance}");
    assert!((trust - 0.5).abs() < 0.002, "{trust}");
}

#[test]
fn ties_are_symmetric_without_self() {
    let society = county();
    let mut degrees = [0u32; 13];
    for (block, n) in [(0, BLOCK), (1, BLOCK), (2, 1000), (3, 1), (4, 0)] {
        let ties = society.ties(block, n);
        for slot in 0..BLOCK as u16 {
            let known: Vec<u16> = ties.of(slot).collect();
            assert!(known.iter().all(|k| *k != slot && usize::from(*k) < n));
            assert!(known.iter().all(|k| ties.of(*k).any(|back| back == slot)));
            let mut distinct = known.clone();
            distinct.sort_unstable();
            distinct.dedup();
            assert_eq!(distinct.len(), known.len());
            if n == BLOCK {
                degrees[known.len()] += 1;
            }
        }
    }
    let mean = degrees.iter().enumerate().map(|(d, c)| d as f64 * f64::from(*c)).sum::<f64>() / (2 * BLOCK) as f64;
    assert!((10.0..12.0).contains(&mean), "{degrees:?}");
    assert!(degrees[..6].iter().sum::<u32>() < 40, "{degrees:?}");
    let far = |block: u32| society.ties(block, BLOCK).of(2000).collect::<Vec<_>>();
    assert_ne!(far(0), far(1));
}

#[test]
fn names_collide_as_published() {
    let mut society = county();
    let names = &society.names;
    let same: f64 = (0..6150).map(|s| names.surname_share(s).powi(2)).sum();
    assert!((same - 0.0268).abs() < 0.0002, "{same}");
    let hundred: f64 = (0..100).map(|s| names.surname_share(s)).sum();
    assert!((hundred - 0.8637).abs() < 1e-6, "{hundred}");
    let total: f64 = (0..6150).map(|s| names.surname_share(s)).sum();
    assert!((total - 1.0).abs() < 1e-9);
    // The commonest full name has its published bearers among those of its surname.
    let zhang_wei = glasshouse_society::Name(2 << 19);
    let bearers = names.share(zhang_wei) / names.surname_share(2) * 87_500_000.0;
    assert!((bearers - 290_607.0).abs() < 1.0, "{bearers}");
    // Pairs with the same surname, and with the same full name, in 200,000 persons.
    society.people = 200_000;
    let mut all: Vec<_> = (0..society.people).map(|p| society.name(PersonId(p))).collect();
    all.sort_unstable();
    let pairs = |runs: &mut dyn Iterator<Item = usize>| runs.map(|r| (r * (r - 1) / 2) as f64).sum::<f64>();
    let n = f64::from(society.people);
    let surnames = pairs(&mut all.chunk_by(|a, b| a.surname() == b.surname()).map(<[_]>::len));
    assert!((surnames / (n * (n - 1.0) / 2.0) - same).abs() < 0.0003);
    let full = pairs(&mut all.chunk_by(|a, b| a == b).map(<[_]>::len));
    // Given names are alike inside every surname, so the chances multiply.
    let given: f64 = (0..society.names.n_given()).map(|g| names_given(&society, g).powi(2)).sum();
    let expected = n * (n - 1.0) / 2.0 * same * given;
    assert!((full - expected).abs() < 5.0 * expected.sqrt().max(0.02 * expected), "{full} for {expected}");
    let mean = all.iter().map(|a| society.namesakes(*a)).sum::<f64>() / n;
    assert!((mean / (n * same * given) - 1.0).abs() < 0.02, "{mean}");
}

fn names_given(society: &Society, given: u32) -> f64 {
    society.names.share(glasshouse_society::Name(given)) / society.names.surname_share(0)
}

/// The share of opportunities that real persons of the society take in the baseline, times the rate of
/// opportunities, is the stated rate of acts.
#[test]
fn acts_happen_at_the_stated_rates() {
    let society = county();
    let stated = [
        ("traffic.minor", 0.2),
        ("traffic.drunk_driving", 20.0 * 354.0 / 1_158_400.0),
        ("official.free_meals", 0.5),
        ("volunteering.day", 2825.0 / 11584.0),
        ("donation.blood", 14990.0 / 894_360.0),
        ("petition.lawful", 0.7 * 7248.0 / 1_117_265.0),
        ("debt.loan_missed", 0.08 * 1.2),
        ("apply.welfare", 0.02),
    ];
    let blocks: Vec<_> = (0..60).map(|b| society.block(b)).collect();
    for (name, rate) in stated {
        let act = society.acts.iter().find(|a| a.kind.name() == name).unwrap();
        let (mut acts, mut eligible) = (0.0, 0.0);
        for people in &blocks {
            for (cell, base) in people.cell.iter().zip(&people.base) {
                let response = match act.kernel {
                    Kernel::Offend { cost, spread } => {
                        society.behaviour.response(cost + glasshouse_society::spread_base(*base, spread))
                    }
                    Kernel::Merit { cost } => society.behaviour.response(cost),
                    Kernel::Express { value } => {
                        society.behaviour.logistic(value - (society.behaviour.conformity * 1024.0) as i32)
                    }
                    Kernel::Need => u32::MAX,
                };
                let weight = f64::from(act.weight[usize::from(*cell)]) / 65535.0;
                acts += weight * f64::from(response) / 4_294_967_296.0 * act.rate * 12.0;
                eligible += f64::from(u8::from(act.weight[usize::from(*cell)] > 0));
            }
        }
        let got = acts / eligible;
        assert!((got / rate - 1.0).abs() < 0.03, "{name}: {got} for {rate}");
    }
}

#[test]
fn the_catalogue_of_the_county_is_complete_and_cheap() {
    let society = county();
    let has = |name: &str| society.acts.iter().any(|a| a.kind.name() == name);
    for name in ["traffic.red_light", "petition.repeated", "honour.national", "apply.promotion", "family.elder_neglect"]
    {
        assert!(has(name), "{name}");
    }
    for act in &society.acts {
        assert_eq!(act.weight.len(), society.cells.len());
        assert_eq!(act.weight.iter().max(), Some(&65535), "{}", act.kind);
        let fits = match act.kernel {
            Kernel::Offend { .. } => act.kind.class().is_misconduct(),
            Kernel::Merit { .. } => act.kind.class() == ActClass::Merit,
            Kernel::Express { .. } => act.kind.class() == ActClass::Expression,
            Kernel::Need => act.kind.class() == ActClass::Ordinary,
        };
        assert!(fits, "{}", act.kind);
        assert!(act.rate < 1.0, "{} {}", act.kind, act.rate);
    }
    let officials = society.acts.iter().find(|a| a.kind.name() == "official.misconduct").unwrap();
    for (cell, weight) in society.cells.iter().zip(&officials.weight) {
        assert_eq!(*weight > 0, cell.level(Attribute::Occupation) == 4);
    }
    assert!(society.opportunities() < 30.0, "{}", society.opportunities());
}

/// Opportunities drawn as a run draws them, over real persons, for three years.
#[test]
fn drawn_opportunities_give_the_stated_number_of_acts() {
    use glasshouse_model::draw::{Keyring, Place, Point, Points, Poisson, Stream};
    use glasshouse_society::{ByCell, Plot, Plots, takes};
    let society = county();
    let keys = Keyring::new(1, 0);
    for (name, rate) in [("traffic.minor", 0.2), ("bill.utility_unpaid", 0.1), ("apply.licence", 0.02)] {
        let act = society.acts.iter().find(|a| a.kind.name() == name).unwrap();
        let (mut acts, mut years) = (0u32, 0u32);
        let (process, mut points) = (Poisson::new(act.rate), Points::default());
        for block in 0..25 {
            let people = society.block(block);
            years += 3 * people.cell.iter().filter(|c| act.weight[usize::from(**c)] > 0).count() as u32;
            let plots = Plots::new(&ByCell::new(&people.cell, society.cells.len()), act);
            for tick in 0..36 {
                let place = Place { stream: Stream::Opportunity, sub: act.kind.key(), unit: block, tick };
                for Point { at, marks: [mark, _], .. } in process.draw(&keys, place, &plots, &mut points, |_| true) {
                    let plot = Plot::from(*at);
                    let slot = usize::from(plot.slot());
                    let response = match act.kernel {
                        Kernel::Offend { cost, spread } => society
                            .behaviour
                            .response(cost + glasshouse_society::spread_base(people.base[slot], spread)),
                        _ => u32::MAX,
                    };
                    acts += u32::from(plot.rate() > 0 && takes(*mark, plot, response));
                }
            }
        }
        let expected = rate * f64::from(years);
        // Acts of one person share that person's base, so the spread is wider than Poisson's.
        let (got, error) = (f64::from(acts), 2.0 * expected.sqrt());
        assert!((got - expected).abs() < SIGMAS * error, "{name}: {got} for {expected}");
        assert!(error < 0.05 * expected, "{name}: too few acts to tell");
    }
}

#[test]
fn measures_touch_whom_the_document_says() {
    let society = county();
    let cell_with = |attribute: Attribute, level: u8| {
        society.cells.iter().position(|c| c.level(attribute) == level).unwrap() as u16
    };
    let (student, official) = (cell_with(Attribute::Occupation, 7), cell_with(Attribute::Occupation, 4));
    let of = |domain: &str, cell: u16| society.behaviour.exposures(domain).map_or(1.0, |e| e[usize::from(cell)]);
    assert!(of("employment.public", official) > of("employment", official));
    assert!(of("employment.promotion", official) > of("employment.promotion", student));
    assert!(of("education.school", student) > 0.0);
    assert!((of("employmentx", student) - 1.0).abs() < 1e-6 && (of("", student) - 1.0).abs() < 1e-6);
    for (domain, weights) in &society.behaviour.exposure {
        assert_eq!(weights.len(), society.cells.len(), "{domain}");
    }
}

/// The few that are looked at are enough: rounding leaves nobody out.
#[test]
fn bearers_of_a_name_are_all_who_bear_it() {
    let society = builtin("suining-county").unwrap();
    for block in [0, 17] {
        let marks = society.name_marks(block);
        let names: Vec<Name> =
            (0..society.people_in(block) as u16).map(|slot| society.name(PersonId::of(block, slot))).collect();
        for name in names.iter().step_by(7) {
            let want: Vec<u16> = (0u16..).zip(&names).filter(|(_, own)| *own == name).map(|(slot, _)| slot).collect();
            assert_eq!(society.bearers(&marks, *name), want);
        }
    }
}
