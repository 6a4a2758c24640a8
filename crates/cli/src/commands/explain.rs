//! `explain`: what a code means, or one synthetic person's file.

use crate::answer::Answer;
use crate::args::{Explain, Pick};
use crate::commands::papers::unknown;
use crate::open;
use crate::session::Session;
use glasshouse_model::{Lang, PersonId};
use glasshouse_study::dossier::{Past, of_person, pick};
use glasshouse_study::failure::{Failure, Note};
use glasshouse_study::pick::Criterion;
use glasshouse_study::spec::quote;
use glasshouse_study::what_if::{self, Change};
use glasshouse_study::{Pool, codes};
use glasshouse_text::Code;
use glasshouse_views::statement;
use glasshouse_wire::answers::CodePage;
use glasshouse_wire::json;
use glasshouse_wire::person::PersonFile;

/// `explain CODE` or `explain RUN`
pub fn explain(session: &Session, flags: &Explain) -> Result<Answer, Failure> {
    let wants_person = flags.person.is_some() || flags.pick.is_some() || !flags.what_if.is_empty();
    if !wants_person && is_code(&flags.subject) { code(session, &flags.subject) } else { person(session, flags) }
}

/// Whether a text has the form of a code, known or not.
fn is_code(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    upper.strip_prefix("GH").is_some_and(|d| !d.is_empty() && d.len() <= 4 && d.chars().all(|c| c.is_ascii_digit()))
}

/// The page of a code.
pub fn code(session: &Session, asked: &str) -> Result<Answer, Failure> {
    let lang = session.lang;
    let upper = asked.trim().to_ascii_uppercase();
    let page = if let Some((name, title, why)) = codes::PAGES.iter().find(|(name, ..)| *name == upper) {
        CodePage {
            code: (*name).into(),
            title: title.get(lang).into(),
            text: why.get(lang).into(),
            bad: None,
            good: None,
        }
    } else if let Some(code) = Code::parse(asked) {
        let page = code.explanation();
        CodePage {
            code: code.to_string(),
            title: page.title.get(lang).into(),
            text: page.why.get(lang).into(),
            bad: Some(page.bad.to_owned()).filter(|t| !t.is_empty()),
            good: Some(page.good.to_owned()).filter(|t| !t.is_empty()),
        }
    } else {
        let names: Vec<String> = Code::ALL.iter().map(ToString::to_string).collect();
        let known = names.iter().map(String::as_str).chain(codes::PAGES.iter().map(|(name, ..)| *name));
        return Err(unknown("code", "代码", asked, known));
    };
    let mut human = format!("{} {}\n\n{}\n", page.code, page.title, page.text);
    let (bad, good) = match lang {
        Lang::En => ("Wrong", "Right"),
        Lang::Zh => ("错误写法", "正确写法"),
    };
    for (heading, example) in [(bad, &page.bad), (good, &page.good)] {
        if let Some(example) = example {
            human.push_str(&format!("\n{heading}\n"));
            example.lines().for_each(|l| human.push_str(&format!("    {l}\n")));
        }
    }
    Ok(Answer::new("code-page/1", json::value(&page).map_err(Failure::unserialisable)?, human))
}

fn criterion(pick: Pick) -> Criterion {
    match pick {
        Pick::WronglyPenalised => Criterion::WronglyPenalised,
        Pick::Mistimed => Criterion::Mistimed,
        Pick::NeverCorrected => Criterion::NeverCorrected,
        Pick::Penalised => Criterion::Penalised,
        Pick::Missed => Criterion::Missed,
        Pick::Chilled => Criterion::Chilled,
        Pick::Deterred => Criterion::Deterred,
        Pick::Listed => Criterion::Listed,
        Pick::Median => Criterion::Median,
    }
}

fn person(session: &Session, flags: &Explain) -> Result<Answer, Failure> {
    let stored = open::run(&flags.subject)?;
    open::replicate(&stored, flags.replicate)?;
    let asked = flags.person.as_deref().map(|p| PersonId::parse(p).ok_or_else(|| not_a_person(p))).transpose()?;
    let prepared = open::prepare(&stored)?;
    let pool = Pool::new(session.threads)?;
    let past = Past::of(&stored, &prepared, flags.replicate);
    if !flags.what_if.is_empty() {
        let person = match asked {
            Some(person) => person,
            None => pick(&past, &pool, criterion(flags.pick.unwrap_or(Pick::Median)), flags.nth)?.person,
        };
        return what_if(session, flags, &past, &pool, person);
    }
    let file = match asked {
        Some(person) => of_person(&past, &pool, person)?,
        None => {
            let criterion = criterion(flags.pick.unwrap_or(Pick::Median));
            let picked = pick(&past, &pool, criterion, flags.nth)?;
            let mut file = of_person(&past, &pool, picked.person)?;
            file.picked = Some(criterion.name().into());
            file.frequency = (criterion != Criterion::Median).then_some((picked.fits, picked.of));
            file
        }
    };
    answer(session, flags, &file, stored.file.run.digest.clone())
}

/// What would have been: every change that is offered, or the one asked for.
fn what_if(
    session: &Session,
    flags: &Explain,
    past: &Past<'_>,
    pool: &Pool,
    person: PersonId,
) -> Result<Answer, Failure> {
    let doc = if flags.what_if.iter().any(|w| w == "all") {
        what_if::table(past, pool, person, &flags.subject)?
    } else {
        let changes: Vec<Change> = flags.what_if.iter().map(|w| Change::parse(w)).collect::<Result<_, _>>()?;
        what_if::asked(past, pool, person, &flags.subject, &changes)?
    };
    let human = glasshouse_views::what_if::text(&doc, session.lang, session.width);
    let data = json::value(&doc).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("what-if/1", data, human);
    answer.rows = Some(doc.rows.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?);
    Ok(answer)
}

fn answer(session: &Session, flags: &Explain, file: &PersonFile, digest: String) -> Result<Answer, Failure> {
    let human = statement::text(file, session.lang, session.width);
    let data = json::value(file).map_err(Failure::unserialisable)?;
    let mut answer = Answer::new("person-file/1", data, human);
    answer.rows = Some(file.events.iter().map(json::value).collect::<Result<_, _>>().map_err(Failure::unserialisable)?);
    answer.digest = Some(digest);
    if let Some(picked) = &file.picked {
        let run = quote(&flags.subject);
        let further = flags.nth + 1;
        if file.frequency.is_none_or(|(fits, _)| fits >= further) {
            answer.next = vec![format!("glasshouse explain {run} --pick {picked} --nth {further}")];
        }
    }
    let what_if = glasshouse_study::what_if::command(file, &flags.subject, &[]);
    answer.next.push(format!("{what_if} --what-if all"));
    Ok(answer)
}

fn not_a_person(text: &str) -> Failure {
    Failure::Usage(
        Note::new("GH0900", format!("`{text}` is not a person's number"), format!("“{text}”不是人物编号"))
            .help("persons are written p-000018233 or 18233", "人物写作 p-000018233 或 18233"),
    )
}
