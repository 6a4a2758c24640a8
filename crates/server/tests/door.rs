//! The workbench over a real connection: what is refused, what is answered, and that it lives on.
#![expect(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use glasshouse_server::{Options, openapi};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

struct Bench {
    port: u16,
    token: String,
    _runs: tempfile::TempDir,
}

/// A workbench in a thread of its own, at a port that the system chose.
fn bench(read_only: bool) -> Bench {
    let runs = tempfile::tempdir().unwrap();
    let options = Options { port: 0, read_only, lang: None, runs: runs.path().join("runs"), threads: 2, log: |_| () };
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || glasshouse_server::serve(options, |address| tell.send(address.to_owned()).unwrap()));
    let address = told.recv_timeout(Duration::from_secs(30)).unwrap();
    let (port, token) = address.strip_prefix("http://127.0.0.1:").unwrap().split_once("/?token=").unwrap();
    Bench { port: port.parse().unwrap(), token: token.to_owned(), _runs: runs }
}

impl Bench {
    /// Sends a request as it stands and returns status and the rest of the answer.
    fn send(&self, head: &str, body: &[u8]) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let head = format!("{}\r\nConnection: close\r\n\r\n", head.trim().replace('\n', "\r\n"));
        stream.write_all(head.as_bytes()).unwrap();
        // The server may close before it has read a body that it does not want.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        (status, text)
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let (port, token) = (self.port, &self.token);
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\nHost: 127.0.0.1:{port}\nAuthorization: Bearer {token}\nContent-Length: {length}"
        );
        let (status, text) = self.send(&head, body.as_bytes());
        (status, text.split_once("\r\n\r\n").map_or("", |(_, body)| body).to_owned())
    }

    fn data(&self, method: &str, path: &str, body: &str) -> Value {
        let (status, text) = self.ask(method, path, body);
        assert_eq!(status, 200, "{method} {path}: {text}");
        serde_json::from_str::<Value>(&text).unwrap()["data"].clone()
    }

    fn wait(&self, job: &Value) -> Value {
        let path = format!("/api/jobs/{}", job["id"]);
        let begun = Instant::now();
        loop {
            let now = self.data("GET", &path, "");
            if !["waiting", "running"].contains(&now["state"].as_str().unwrap()) {
                return now;
            }
            assert!(begun.elapsed() < Duration::from_secs(300), "{now}");
            std::thread::yield_now();
        }
    }
}

const RUN: &str = r#"{"regime":"suining-2010","people":3000,"months":14,"seed":1,"replicates":2}"#;

#[test]
fn strangers_are_refused_and_the_server_lives_on() {
    let bench = bench(false);
    let (port, token) = (bench.port, bench.token.clone());
    let own = format!("Host: 127.0.0.1:{port}");
    let bearer = format!("Authorization: Bearer {token}");
    let refusals: [(u16, String); 8] = [
        (403, format!("GET /api/session HTTP/1.1\nHost: evil.example\n{bearer}")),
        (403, format!("GET /api/session HTTP/1.1\nHost: 127.0.0.1:1\n{bearer}")),
        (403, format!("POST /api/runs HTTP/1.1\n{own}\n{bearer}\nOrigin: http://evil.example\nContent-Length: 0")),
        (401, format!("GET /api/session HTTP/1.1\n{own}")),
        (401, format!("GET /api/session HTTP/1.1\n{own}\nAuthorization: Bearer 0123")),
        (400, format!("GET /api/runs/../../etc/passwd HTTP/1.1\n{own}\n{bearer}")),
        (400, format!("GET /api/runs/%2e%2e%2fetc HTTP/1.1\n{own}\n{bearer}")),
        (413, format!("POST /api/runs HTTP/1.1\n{own}\n{bearer}\nContent-Length: 1073741824")),
    ];
    for (status, head) in refusals {
        let (got, text) = bench.send(&head, &[]);
        assert_eq!(got, status, "{head}\n{text}");
        assert_eq!(bench.ask("GET", "/api/session", "").0, 200);
    }
    // A body that does not say how long it is ends at the limit as well.
    let chunked = format!("POST /api/runs HTTP/1.1\n{own}\n{bearer}\nTransfer-Encoding: chunked");
    let mut body = Vec::new();
    for _ in 0..40 {
        body.extend_from_slice(b"10000\r\n");
        body.extend(std::iter::repeat_n(b' ', 0x10000));
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"0\r\n\r\n");
    let (status, _) = bench.send(&chunked, &body);
    assert!([0, 413].contains(&status), "{status}");
    assert_eq!(bench.ask("GET", "/api/session", "").0, 200);
    // Nothing that names a file or another document is taken.
    for regime in ["/etc/passwd", "-", "../x.toml", "suining-2010@/etc/passwd"] {
        let body = RUN.replace("suining-2010", regime);
        assert_eq!(bench.ask("POST", "/api/runs", &body).0, 400, "{regime}");
    }
    for name in ["/api/runs/.", "/api/runs/~", "/api/runs/x~1-none", "/api/comparisons/x", "/api/nothing", "/api/"] {
        assert_eq!(bench.ask("GET", name, "").0, 404, "{name}");
    }
}

#[test]
fn the_front_door_takes_the_token_once_and_gives_a_cookie_that_scripts_cannot_read() {
    let bench = bench(true);
    let (port, token) = (bench.port, &bench.token);
    let (status, text) = bench.send(&format!("GET /?token={token} HTTP/1.1\nHost: localhost:{port}"), &[]);
    assert_eq!(status, 303);
    let lower = text.to_lowercase();
    for needed in ["location: /\r\n", "httponly", "samesite=strict", "frame-ancestors 'none'", "no-referrer"] {
        assert!(lower.contains(needed), "{needed} in {text}");
    }
    let (status, text) =
        bench.send(&format!("GET / HTTP/1.1\nHost: localhost:{port}\nCookie: glasshouse-{port}={token}"), &[]);
    assert!(status == 200 && text.contains("<!doctype html>"), "{text}");
    assert_eq!(bench.ask("POST", "/api/runs", RUN).0, 403);
    assert_eq!(bench.ask("DELETE", "/api/runs/x", "").0, 403);
}

#[test]
fn a_run_is_made_once_with_the_numbers_of_the_terminal_and_every_address_answers() {
    let bench = bench(false);
    let job = bench.data("POST", "/api/runs", RUN);
    let done = bench.wait(&job);
    assert_eq!(done["state"], "done", "{done}");
    let again = bench.data("POST", "/api/runs", RUN);
    assert_eq!(again["state"], "done");
    let name = done["name"].as_str().unwrap();
    let run = bench.data("GET", &format!("/api/runs/{name}"), "");
    assert_eq!(run["run"]["digest"], terminal_digest(&run["run"]));
    let compare = r#"{"regimes":["suining-2010","suining-2010@suining-appeal"],"people":3000,"months":14,"seed":1,"replicates":2}"#;
    let compared = bench.wait(&bench.data("POST", "/api/comparisons", compare));
    assert_eq!(compared["state"], "done", "{compared}");
    let comparison = compared["name"].as_str().unwrap();
    let page = bench.data("GET", &format!("/api/comparisons/{comparison}"), "");
    let person = bench.data("GET", &format!("/api/runs/{name}/people?pick=penalised"), "");
    assert_eq!(person["sums"], true, "{}", person["sum"]);
    let (chart, outcome) = (&run["charts"][0]["id"], &page["charts"][0]["id"]);
    let arms = (&page["compare"]["swaps"][0]["first"], &page["compare"]["swaps"][0]["second"]);
    let job_id = job["id"].to_string();
    let described = openapi();
    for (path, methods) in described["paths"].as_object().unwrap() {
        let Some(_) = methods.get("get") else { continue };
        let is_comparison = path.starts_with("/api/comparisons");
        let filled = path
            .replace("{run}", name)
            .replace("{comparison}", comparison)
            .replace("{chart}", if is_comparison { outcome } else { chart }.as_str().unwrap())
            .replace("{person}", person["file"]["person"].as_str().unwrap())
            .replace("{job}", &job_id);
        let query = if path.ends_with("comparison}/people") {
            format!("?first={}&second={}&cell=neither", arms.0.as_str().unwrap(), arms.1.as_str().unwrap())
        } else {
            String::new()
        };
        let (status, text) = bench.ask("GET", &format!("{filled}{query}"), "");
        assert_eq!(status, 200, "{filled}: {text}");
        if !path.ends_with("events") {
            assert_eq!(bench.ask("GET", &format!("{filled}.csv{query}"), "").0, 200, "{filled}.csv");
        }
    }
    // Who swaps adds up to everyone.
    let cell = |cell: &str| {
        let query = format!("first={}&second={}&cell={cell}", arms.0.as_str().unwrap(), arms.1.as_str().unwrap());
        bench.data("GET", &format!("/api/comparisons/{comparison}/people?{query}"), "")[0].as_u64().unwrap()
    };
    assert_eq!(["both", "only_first", "only_second", "neither"].map(cell).iter().sum::<u64>(), 3000);
    // The person of an arm opens by the name of the arm's run.
    let arm = page["runs"][1].as_str().unwrap();
    bench.data("GET", &format!("/api/runs/{arm}/people?pick=median"), "");
    bench.data("DELETE", &format!("/api/runs/{name}"), "");
    assert_eq!(bench.ask("GET", &format!("/api/runs/{name}"), "").0, 404);
}

/// The digest of the same run, made without the server.
fn terminal_digest(run: &Value) -> Value {
    use glasshouse_study::spec::{Coupling, RunSpec};
    use glasshouse_study::{Pool, source};
    let prepared = RunSpec {
        regime: source::find_regime("suining-2010").unwrap(),
        reforms: Vec::new(),
        set: Vec::new(),
        society: source::find_society("suining-county").unwrap(),
        people: Some(3000),
        society_seed: None,
        seed: 1,
        months: 14,
        replicates: 2,
        coupling: Coupling::Week,
        keep: Vec::new(),
    }
    .prepare()
    .unwrap();
    assert_eq!(run["command"].as_str().unwrap(), prepared.command());
    let folder = tempfile::tempdir().unwrap();
    let done =
        glasshouse_study::run::run(&prepared, &Pool::new(1).unwrap(), &folder.path().join("run"), false, &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
    done.unwrap().stored.file.run.digest.into()
}

#[test]
fn ten_runs_at_once_stopping_one_and_a_rulebook_with_errors_lose_nothing() {
    let bench = bench(false);
    let jobs: Vec<Value> = (0..10)
        .map(|seed| bench.data("POST", "/api/runs", &RUN.replace("\"seed\":1", &format!("\"seed\":{}", 100 + seed))))
        .collect();
    let long = RUN.replace("\"months\":14", "\"months\":240").replace("\"replicates\":2", "\"replicates\":400");
    let endless = bench.data("POST", "/api/runs", &long);
    for job in &jobs {
        assert_eq!(bench.wait(job)["state"], "done");
    }
    assert_eq!(bench.data("GET", "/api/runs", "")["rows"].as_array().unwrap().len(), 10);
    // Two finished replicates are enough for a bundle.
    let path = format!("/api/jobs/{}", endless["id"]);
    while bench.data("GET", &path, "")["done"].as_u64().unwrap() < 2 * 240 + 1 {
        std::thread::yield_now();
    }
    bench.data("POST", &format!("{path}/stop"), "");
    let stopped = bench.wait(&endless);
    assert_eq!((stopped["state"].as_str(), stopped["stored"].as_bool()), (Some("stopped"), Some(true)), "{stopped}");
    let kept = bench.data("GET", &format!("/api/runs/{}", stopped["name"].as_str().unwrap()), "");
    assert!(kept["run"]["replicates"].as_array().unwrap().len() >= 2);
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebooks/suining-2010.toml");
    let rulebook = std::fs::read_to_string(text).unwrap().replace("start = 1000", "start = many");
    let body = serde_json::json!({"rulebook": rulebook, "people": 100, "months": 2, "seed": 1, "replicates": 1});
    let (status, answer) = bench.ask("POST", "/api/plan", &body.to_string());
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(status, 422);
    let first = &answer["diagnostics"][0];
    assert!(first["code"].as_str().unwrap().starts_with("GH0") && first["span"][0].as_u64().unwrap() > 1, "{answer}");
    assert_eq!(bench.data("GET", "/api/runs", "")["rows"].as_array().unwrap().len(), 11);
}
