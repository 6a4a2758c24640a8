//! `trade` as its users meet it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside of test functions")]

mod desk;

use desk::Desk;

#[test]
fn markets_are_listed_checked_played_and_drawn() {
    let desk = Desk::new();
    let (_, list) = desk.json(&["list", "markets"]);
    assert!(list["data"].as_array().unwrap().iter().any(|row| row["name"] == "lemons"));
    assert_eq!(desk.say(&["check", "lemons"]).0, 0);
    let (code, out, err) = desk.say(&["trade", "lemons", "-o", "course.svg"]);
    assert!(code == 0 && out.contains("ILLUSTRATION"), "{code} {out} {err}");
    assert!(out.lines().any(|l| l.starts_with("sellers in the end") && l.ends_with(" 3")), "{out}");
    assert!(std::fs::read_to_string(desk.folder().join("course.svg")).unwrap().contains("<svg"));
    // A file that exists is kept, and a search has no rounds to draw.
    assert_eq!(desk.say(&["trade", "lemons", "-o", "course.svg"]).0, 2);
    let few = ["trade", "stable-norms", "-o", "none.svg"];
    assert_eq!(desk.say(&few).0, 2);
}

#[test]
fn markets_stand_side_by_side_as_data() {
    let desk = Desk::new();
    let set = ["--set", "raters.subjects=100", "--set", "raters.consumers=100"];
    let asked = [&["trade", "one-rater", "many-raters", "-r", "3"][..], &set].concat();
    let (code, answer) = desk.json(&asked);
    assert_eq!((code, answer["schema"].as_str()), (0, Some("trade/1")));
    let markets = answer["data"]["markets"].as_array().unwrap();
    assert_eq!((markets.len(), answer["data"]["illustration"].as_bool()), (2, Some(false)));
    let shown = markets[0]["values"].as_array().unwrap().iter().find(|v| v["name"] == "accuracy.before").unwrap();
    assert_eq!(shown["estimate"]["n"], 3);
    assert_eq!(desk.json(&asked).1["data"], answer["data"]);
}

#[test]
fn what_is_wrong_is_said_with_its_code() {
    let desk = Desk::new();
    for (words, code, said) in [
        (&["trade", "lemmons"][..], 3, "lemons"),
        (&["trade", "lemons", "--set", "goods.vallue=2"], 3, "GH0150"),
        (&["trade"], 2, "MARKET"),
    ] {
        let (got, _, err) = desk.say(words);
        assert!(got == code && err.contains(said), "{words:?}: {got} {err}");
    }
    std::fs::write(desk.folder().join("my.toml"), "format = \"market/1\"\nid = \"my\"\nkind = \"goods\"\n").unwrap();
    let (got, out, err) = desk.say(&["check", "my.toml"]);
    assert!(got == 1 && out.contains("GH0121"), "{got} {out} {err}");
}
