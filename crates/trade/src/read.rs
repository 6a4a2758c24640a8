//! Reads a market document, with diagnostics.

use crate::fault::Fault;
use crate::giving::{Acts, Giving, Held, Matching, Payoffs, Register, Reputation, Rule, Selection, Strategy};
use crate::keys::{FORMAT, ROOT};
use crate::norms::{Acting, Judging, Norms};
use crate::trust::Ratings;
use crate::{Checked, Market, World, display, goods, partners, raters, sharing};
use glasshouse_model::Chance;
use glasshouse_model::text::Label;
use glasshouse_text::suggest::nearest;
use glasshouse_text::{Document, Patch, Problem, Reader, Spanned, Table};

/// Reads a document under changes from outside.
pub(crate) fn read(document: &Document, patches: &[Patch]) -> Checked {
    let mut market = MarketReader { reader: Reader::new(document, patches) };
    let root = market.reader.root(&ROOT);
    market.reader.read_sources(&root);
    if let Some(format) = market.reader.words(&root, "format")
        && format.value != FORMAT
    {
        market.reader.report(Problem::UnknownFormat { written: format.value, known: FORMAT }.at(format.span));
    }
    let id = market.reader.id(&root);
    let (title, question) = (market.reader.text(&root, "title"), market.reader.text(&root, "question"));
    let kind = market.reader.choice(&root, "kind");
    let world = kind.as_ref().and_then(|kind| market.world(&root, kind));
    let reading = market.reader.finish();
    let clean = !reading.has_errors();
    let made = match (id, title, question, world) {
        (Some(id), Some(title), Some(question), Some(world)) if clean => {
            Some(Market { id: id.value, title, question, world, sources: reading.sources, figures: reading.figures })
        }
        _ => None,
    };
    Checked { text: document.text().clone(), diagnostics: reading.diagnostics, market: made }
}

/// Most of anything that is counted in a market, so that every market runs in the memory of one machine.
const COUNT_MAX: u32 = 1_000_000;
/// Most traders who each have an opinion, or ratings, of each.
const SQUARE_MAX: u32 = 2_000;
/// Most strategies, grades, raters, declared traders.
const FEW: u32 = 1_000;

struct MarketReader<'d> {
    reader: Reader<'d>,
}

type Open<'d> = Table<'d>;

impl<'d> MarketReader<'d> {
    fn world(&mut self, root: &Open<'d>, kind: &Spanned<&'static str>) -> Option<World> {
        let own: &[&'static str] = match kind.value {
            "giving" => &["giving", "reputation", "strategy", "register", "selection"],
            "trust" => &["trust", "trader"],
            _ => &[],
        };
        for key in ["giving", "reputation", "strategy", "register", "selection", "norms", "trust", "trader", "sharing"]
            .into_iter()
            .chain(["goods", "partners", "raters", "display"])
        {
            if root.has(key) && key != kind.value && !own.contains(&key) {
                self.reader.report(Fault::StrangeTable { key, kind: kind.value }.at(root.key_span(key)));
            }
        }
        Some(match kind.value {
            "giving" => World::Giving(self.giving(root)?),
            "norms" => World::Norms(self.norms(root)?),
            "trust" => World::Trust(self.trust(root)?),
            "sharing" => World::Sharing(self.sharing(root)?),
            "goods" => World::Goods(self.goods(root)?),
            "partners" => World::Partners(self.partners(root)?),
            "raters" => World::Raters(self.raters(root)?),
            _ => World::Display(self.display(root)?),
        })
    }

    /// The table of a kind; its absence is reported.
    fn open(&mut self, root: &Open<'d>, key: &'static str) -> Option<Open<'d>> {
        if !root.has(key) {
            let doc = ROOT.key(key).map_or(Label { en: "", zh: "" }, |k| k.doc);
            self.reader.report(Problem::MissingKey { key, table: "market", doc }.at(root.span()));
        }
        self.reader.table(root, key)
    }

    fn number(&mut self, table: &Open<'d>, key: &str) -> Option<f64> {
        self.reader.ratio(table, key).map(|r| r.value.to_f64())
    }

    fn chance(&mut self, table: &Open<'d>, key: &str) -> Option<Chance> {
        self.reader.chance(table, key)
    }

    /// A whole number between two.
    fn count(&mut self, table: &Open<'d>, key: &str, least: u32, most: u32) -> Option<u32> {
        let read = self.reader.count(table, key)?;
        if (least..=most).contains(&read.value) {
            return Some(read.value);
        }
        let wanted = match (least, most) {
            (0, _) => Label { en: "a whole number that is not so large", zh: "不那么大的整数" },
            (1, _) => {
                Label { en: "a whole number, 1 or more, that is not so large", zh: "不小于1且不过大的整数" }
            }
            _ => Label { en: "a whole number, 2 or more, that is not so large", zh: "不小于2且不过大的整数" },
        };
        self.reader.report(Problem::OutOfBounds { value: read.value.to_string(), wanted }.at(read.span));
        None
    }

    fn contradicts(&mut self, table: &Open<'d>, key: &str, en: &'static str, zh: &'static str) {
        self.reader.report(Fault::Contradiction { en, zh }.at(table.value_span(key)));
    }

    /// `counted_from` must lie within the rounds.
    fn within(&mut self, table: &Open<'d>, key: &str, from: Option<u32>, rounds: Option<u32>) {
        if let (Some(from), Some(rounds)) = (from, rounds)
            && from > rounds
        {
            self.contradicts(table, key, "this lies after the last round", "这在最后一轮之后");
        }
    }

    fn giving(&mut self, root: &Open<'d>) -> Option<Giving> {
        let table = self.open(root, "giving");
        let reputation = self.open(root, "reputation").and_then(|t| self.reputation(&t));
        let private = reputation.as_ref().is_some_and(|r| r.kind == Held::Private);
        let most = if private { SQUARE_MAX } else { COUNT_MAX };
        let strategies = self.strategies(root, reputation.as_ref());
        let register = self.reader.table(root, "register").map(|t| self.register(&t));
        let selection = self.reader.table(root, "selection").map(|t| self.selection(&t));
        let table = table?;
        let traders = self.count(&table, "traders", 2, most);
        let rounds = self.count(&table, "rounds", 1, COUNT_MAX);
        let counted_from = self.count(&table, "counted_from", 1, COUNT_MAX);
        self.within(&table, "counted_from", counted_from, rounds);
        let meetings = self.count(&table, "meetings", 1, COUNT_MAX);
        let matching = self.reader.choice(&table, "matching");
        let payoffs = self.payoffs(&table);
        let patient = strategies.iter().flatten().any(|s| matches!(s.acts, Acts::Patient(_)));
        if patient && payoffs.is_some_and(|p| matches!(p, Payoffs::Both { .. })) {
            self.contradicts(
                &table,
                "reward",
                "patient traders need benefit and cost",
                "有耐心的策略须以benefit与cost写明收益",
            );
        }
        Some(Giving {
            traders: traders?,
            rounds: rounds?,
            counted_from: counted_from?,
            meetings,
            matching: if matching?.value == "random" { Matching::Random } else { Matching::EachOnce },
            payoffs: payoffs?,
            reputation: reputation?,
            strategies: strategies?,
            register: register.map_or(Some(None), |r| r.map(Some))?,
            selection: selection.map_or(Some(None), |s| s.map(Some))?,
        })
    }

    fn payoffs(&mut self, table: &Open<'d>) -> Option<Payoffs> {
        let [benefit, cost] = ["benefit", "cost"].map(|k| self.number(table, k));
        let [reward, sucker, temptation, punishment] =
            ["reward", "sucker", "temptation", "punishment"].map(|k| self.number(table, k));
        match (benefit, cost, reward, sucker, temptation, punishment) {
            (Some(benefit), Some(cost), None, None, None, None) => Some(Payoffs::Donation { benefit, cost }),
            (None, None, Some(reward), Some(sucker), Some(temptation), Some(punishment)) => {
                Some(Payoffs::Both { reward, sucker, temptation, punishment })
            }
            _ => {
                let (en, zh) = (
                    "a market of giving says benefit and cost, or reward, sucker, temptation and punishment",
                    "须写明benefit与cost，或reward、sucker、temptation与punishment",
                );
                self.reader.report(Fault::Contradiction { en, zh }.at(table.span()));
                None
            }
        }
    }

    fn reputation(&mut self, table: &Open<'d>) -> Option<Reputation> {
        let held = self.reader.choice(table, "held");
        let judging = match self.reader.name(table, "judging") {
            Some(name) => self.letters(&name, "G, B", 8, Judging::parse),
            None => Judging::parse("GBGBGBGB"),
        };
        let [known, execution_error, assessment_error] =
            ["known", "execution_error", "assessment_error"].map(|k| self.chance(table, k));
        let seen = self.chance(table, "seen").unwrap_or(Chance::ALWAYS);
        let bounds = ["lowest", "highest"].map(|k| self.reader.whole(table, k).map(|w| w.value));
        let kind = match (held?.value, bounds) {
            ("public", _) => Held::Public,
            ("private", _) => Held::Private,
            (_, [Some(lowest), Some(highest)])
                if lowest <= 0 && highest >= 0 && lowest >= -FEW_SCORES && highest <= FEW_SCORES =>
            {
                Held::Score { lowest: lowest as i16, highest: highest as i16 }
            }
            _ => {
                let (en, zh) = (
                    "a score needs `lowest` and `highest`, with 0 between them",
                    "“score”须写明“lowest”与“highest”，且0在其间",
                );
                self.contradicts(table, "held", en, zh);
                return None;
            }
        };
        Some(Reputation {
            kind,
            judging: judging?,
            known: known?,
            execution_error: execution_error?,
            assessment_error: assessment_error?,
            seen,
        })
    }

    fn letters<T>(
        &mut self,
        name: &Spanned<String>,
        wanted: &'static str,
        len: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = parse(&name.value);
        if found.is_none() {
            self.reader.report(Fault::Letters { written: name.value.clone(), wanted, len }.at(name.span.clone()));
        }
        found
    }

    fn strategies(&mut self, root: &Open<'d>, reputation: Option<&Reputation>) -> Option<Vec<Strategy>> {
        let tables = self.reader.tables(root, "strategy");
        if tables.is_empty() {
            let doc = Label { en: "Ways of acting.", zh: "行动策略。" };
            self.reader.report(Problem::MissingKey { key: "strategy", table: "market", doc }.at(root.span()));
        }
        if tables.len() > FEW as usize {
            self.contradicts(root, "strategy", "at most 1000 strategies", "最多1000种策略");
        }
        let read: Vec<Option<Strategy>> = tables.iter().map(|t| self.strategy(t, reputation)).collect();
        let all: Vec<Strategy> = read.into_iter().collect::<Option<_>>()?;
        if all.iter().map(|s| s.weight).sum::<f64>() <= 0.0 && !all.is_empty() {
            self.contradicts(
                root,
                "strategy",
                "nobody has a strategy: all weights are 0",
                "无人采用任何策略：权重全为0",
            );
        }
        (!all.is_empty()).then_some(all)
    }

    fn strategy(&mut self, table: &Open<'d>, reputation: Option<&Reputation>) -> Option<Strategy> {
        let label = self.reader.text(table, "label");
        let weight = self.number(table, "weight");
        let action = self.reader.name(table, "action");
        let at_least = self.reader.whole(table, "at_least");
        let patience = self.reader.ratio(table, "patience");
        let acts = match (action, at_least, patience) {
            (Some(name), None, None) => Acts::Table(self.letters(&name, "H, R", 4, Acting::parse)?),
            (None, Some(least), None) => Acts::AtLeast(least.value.clamp(-FEW_SCORES, FEW_SCORES) as i16),
            (None, None, Some(patience)) => {
                let value = patience.value.to_f64();
                if value > crate::giving::PATIENCE_MAX {
                    let wanted = Label { en: "a discount factor up to 0.999", zh: "不超过0.999的贴现因子" };
                    let value = patience.value.to_string();
                    self.reader.report(Problem::OutOfBounds { value, wanted }.at(patience.span));
                }
                Acts::Patient(value)
            }
            _ => {
                self.reader.report(Fault::Strategy.at(table.span()));
                return None;
            }
        };
        let by_score = matches!(acts, Acts::AtLeast(_));
        if by_score && reputation.is_some_and(|r| !matches!(r.kind, Held::Score { .. })) {
            self.contradicts(
                table,
                "at_least",
                "`at_least` needs a reputation that is a score",
                "“at_least”须以分数为声誉",
            );
        }
        Some(Strategy { id: table.id.value.clone(), label: label?, weight: weight?, acts })
    }

    fn register(&mut self, table: &Open<'d>) -> Option<Register> {
        let [detection, false_detection] = ["detection", "false_detection"].map(|k| self.chance(table, k));
        let rounds = self.reader.count(table, "rounds").map(|r| r.value);
        if rounds.is_some_and(|r| r > COUNT_MAX) {
            self.contradicts(table, "rounds", "leave `rounds` out for an exclusion for ever", "永久排除请不写“rounds”");
        }
        Some(Register { detection: detection?, false_detection: false_detection?, rounds: rounds.filter(|r| *r > 0) })
    }

    fn selection(&mut self, table: &Open<'d>) -> Option<Selection> {
        let rule = self.reader.choice(table, "rule");
        let every = self.count(table, "every", 1, COUNT_MAX);
        let [shift, strength] = ["shift", "strength"].map(|k| self.number(table, k));
        let mutation = self.chance(table, "mutation");
        let fresh = self.reader.flag(table, "fresh");
        Some(Selection {
            rule: match rule?.value {
                "moran" => Rule::Moran,
                "imitation" => Rule::Imitation,
                _ => Rule::Proportional,
            },
            every: every?,
            shift: shift?,
            strength: strength?,
            mutation: mutation?,
            fresh: fresh?,
        })
    }

    fn norms(&mut self, root: &Open<'d>) -> Option<Norms> {
        let table = self.open(root, "norms")?;
        let [benefit, cost, execution_error, assessment_error, least] =
            ["benefit", "cost", "execution_error", "assessment_error", "least"].map(|k| self.number(&table, k));
        Some(Norms {
            benefit: benefit?,
            cost: cost?,
            execution_error: execution_error?,
            assessment_error: assessment_error?,
            least: least?,
        })
    }

    fn trust(&mut self, root: &Open<'d>) -> Option<Ratings> {
        let table = self.open(root, "trust");
        let tables = self.reader.tables(root, "trader");
        let names: Vec<String> = tables.iter().map(|t| t.id.value.clone()).collect();
        if names.is_empty() || names.len() > FEW as usize {
            self.contradicts(root, "trader", "ratings are of 1 to 1000 traders", "评分须涉及1至1000名交易者");
            return None;
        }
        let (mut ratings, mut start) = (Vec::new(), Vec::new());
        for table in &tables {
            start.push(self.number(table, "start"));
            let mut row = vec![0.0; names.len()];
            for (name, value) in self.reader.figures(table, "rates") {
                match names.iter().position(|n| *n == name.value) {
                    Some(at) => row[at] = value.value.to_f64(),
                    None => {
                        let near = nearest(&name.value, names.iter().map(String::as_str)).map(str::to_owned);
                        let kind = Label { en: "trader", zh: "交易者" };
                        self.reader.report(Problem::UnknownName { kind, name: name.value, near }.at(name.span));
                    }
                }
            }
            ratings.push(row);
        }
        let start: Vec<f64> = start.into_iter().collect::<Option<_>>()?;
        let total: f64 = start.iter().sum();
        if total <= 0.0 {
            self.contradicts(root, "trader", "nobody is trusted from the start", "起始时无人受信");
            return None;
        }
        let start = start.into_iter().map(|s| s / total).collect();
        Some(Ratings { traders: names, ratings, start, damping: self.number(&table?, "damping")? })
    }

    fn sharing(&mut self, root: &Open<'d>) -> Option<sharing::Sharing> {
        let table = self.open(root, "sharing")?;
        let [good, pretrusted, offers, cycles, counted_from] =
            [("good", 2), ("pretrusted", 1), ("offers", 1), ("cycles", 1), ("counted_from", 1)]
                .map(|(k, least)| self.count(&table, k, least, SQUARE_MAX));
        let malicious = self.count(&table, "malicious", 0, SQUARE_MAX);
        let [honest_error, explore] = ["honest_error", "explore"].map(|k| self.chance(&table, k));
        let [ring, by_trust] = ["ring", "by_trust"].map(|k| self.reader.flag(&table, k));
        let damping = self.number(&table, "damping");
        self.within(&table, "counted_from", counted_from, cycles);
        if let (Some(good), Some(pretrusted)) = (good, pretrusted)
            && pretrusted > good
        {
            self.contradicts(&table, "pretrusted", "more are trusted than there are", "受信者多于实有人数");
        }
        Some(sharing::Sharing {
            good: good?,
            pretrusted: pretrusted?,
            malicious: malicious?,
            ring: ring?,
            honest_error: honest_error?,
            offers: offers?,
            explore: explore?,
            by_trust: by_trust?,
            damping: damping?,
            cycles: cycles?,
            counted_from: counted_from?,
        })
    }

    fn goods(&mut self, root: &Open<'d>) -> Option<goods::Goods> {
        let table = self.open(root, "goods")?;
        let sellers = self.count(&table, "sellers", 1, COUNT_MAX);
        let rounds = self.count(&table, "rounds", 1, SQUARE_MAX);
        let grades = self.count(&table, "grades", 1, FEW);
        let [lowest, highest, value] = ["lowest", "highest", "value"].map(|k| self.number(&table, k));
        let graded = self.chance(&table, "graded");
        let drawn = self.reader.flag(&table, "drawn");
        if let (Some(lowest), Some(highest)) = (lowest, highest)
            && lowest > highest
        {
            self.contradicts(&table, "lowest", "the lowest quality is above the highest", "最低质量高于最高质量");
        }
        Some(goods::Goods {
            sellers: sellers?,
            lowest: lowest?,
            highest: highest?,
            drawn: drawn?,
            value: value?,
            grades: grades?,
            graded: graded?,
            rounds: rounds?,
        })
    }

    fn partners(&mut self, root: &Open<'d>) -> Option<partners::Partners> {
        let table = self.open(root, "partners")?;
        let traders = self.count(&table, "traders", 2, COUNT_MAX);
        let neighbours = self.count(&table, "neighbours", 1, FEW);
        let rounds = self.count(&table, "rounds", 1, COUNT_MAX);
        let corrupted_from = self.count(&table, "corrupted_from", 1, COUNT_MAX);
        let [faith_high, faith_low, grade_right, corrupted] =
            ["faith_high", "faith_low", "grade_right", "corrupted"].map(|k| self.chance(&table, k));
        let [gain, loss, outside, grade_weight] =
            ["gain", "loss", "outside", "grade_weight"].map(|k| self.number(&table, k));
        let [faithful, believed_good, believed_bad, forgetting] =
            ["faithful", "believed_good", "believed_bad", "forgetting"].map(|k| self.number(&table, k));
        Some(partners::Partners {
            traders: traders?,
            neighbours: neighbours?,
            rounds: rounds?,
            faithful: faithful?,
            faith_high: faith_high?,
            faith_low: faith_low?,
            gain: gain?,
            loss: loss?,
            outside: outside?,
            grade_right: grade_right?,
            grade_weight: grade_weight?,
            believed_good: believed_good?,
            believed_bad: believed_bad?,
            forgetting: forgetting?,
            corrupted_from: corrupted_from?,
            corrupted: corrupted?,
        })
    }

    fn raters(&mut self, root: &Open<'d>) -> Option<raters::Raters> {
        let table = self.open(root, "raters")?;
        let [subjects, consumers] = ["subjects", "consumers"].map(|k| self.count(&table, k, 2, COUNT_MAX / 10));
        let [raters, asks] = ["raters", "asks"].map(|k| self.count(&table, k, 1, FEW));
        let captured = self.count(&table, "captured", 0, FEW);
        let [rounds, captured_from] = ["rounds", "captured_from"].map(|k| self.count(&table, k, 1, COUNT_MAX));
        let off_after = self.count(&table, "off_after", 0, COUNT_MAX);
        let [looks, noise, own_error, conformity, captured_conformity] =
            ["looks", "noise", "own_error", "conformity", "captured_conformity"].map(|k| self.number(&table, k));
        let [spread, opted] = ["spread", "opted"].map(|k| self.number(&table, k));
        let switching = self.chance(&table, "switching");
        if looks.is_some_and(|looks| looks <= 0.0) {
            self.contradicts(&table, "looks", "raters need to look", "评级方须有观察");
        }
        Some(raters::Raters {
            subjects: subjects?,
            consumers: consumers?,
            raters: raters?,
            looks: looks?,
            noise: noise?,
            own_error: own_error?,
            spread: spread?,
            conformity: conformity?,
            asks: asks?,
            switching: switching?,
            opted: opted?,
            rounds: rounds?,
            captured_from: captured_from?,
            captured: captured?,
            captured_conformity: captured_conformity?,
            off_after,
        })
    }

    fn display(&mut self, root: &Open<'d>) -> Option<display::Display> {
        let table = self.open(root, "display")?;
        let subjects = self.count(&table, "subjects", 1, COUNT_MAX);
        let rounds = self.count(&table, "rounds", 1, SQUARE_MAX);
        let [cost, learning] = ["cost", "learning"].map(|k| self.number(&table, k));
        Some(display::Display { subjects: subjects?, cost: cost?, learning: learning?, rounds: rounds? })
    }
}

/// Scores lie between minus and plus so much.
const FEW_SCORES: i32 = 1_000;
