//! The workbench: a page and its data over HTTP, for one person at one machine.
//!
//! | module | question |
//! | --- | --- |
//! | [`guard`] | who may ask: loopback names, one origin, a token |
//! | [`api`] | which address gives what; every data endpoint also as JSON and CSV |
//! | [`jobs`] | what runs, how far it is, stopping it |
//! | [`shelf`] | stored runs, opened once |
//! | [`assets`] | the page, built and embedded |
//!
//! There is no domain logic here: numbers, people and rules come from `glasshouse-study`, drawings and sentences from
//! `glasshouse-views`, documents from `glasshouse-wire`. A request names runs by their names in the folder of runs and
//! regimes by their built-in names; no path from outside reaches the file system.

mod answer;
mod api;
mod assets;
mod gallery;
mod guard;
mod jobs;
mod openapi;
mod shelf;

pub use openapi::document as openapi;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::any;
use glasshouse_model::Lang;
use glasshouse_study::{Failure, Note, Pool};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// Largest body of a request, in bytes.
pub const BODY_MAX: usize = 1 << 20;
/// Longest time for an answer; progress is a stream and has none.
pub const ANSWER_MAX: Duration = Duration::from_secs(120);
/// Requests that are worked on at a time.
pub const REQUESTS_MAX: usize = 64;

/// What a workbench is asked for with.
pub struct Options {
    /// Port of the loopback address; 0 lets the system choose.
    pub port: u16,
    /// Nothing can be run or deleted.
    pub read_only: bool,
    /// Language that was asked for.
    pub lang: Option<Lang>,
    /// Folder of the runs.
    pub runs: PathBuf,
    /// Threads of runs; 0 is one per processor.
    pub threads: usize,
    /// Where notes go: refused requests and the like, one line each.
    pub log: fn(&str),
}

/// What all requests share.
pub(crate) struct Bench {
    pub options: Options,
    pub guard: guard::Guard,
    pub pool: Pool,
    pub jobs: jobs::Jobs,
    pub shelf: shelf::Shelf,
}

/// Serves until the process is interrupted. `ready` is called with the address, token included, once it is open.
///
/// # Errors
/// [`Failure::Machine`] where the port is taken or the system gives no threads.
pub fn serve(options: Options, ready: impl FnOnce(&str)) -> Result<(), Failure> {
    let threads = |e: std::io::Error| Failure::threads(&e.to_string());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(threads)?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address).await.map_err(|e| taken(options.port, &e))?;
        let port = listener.local_addr().map_or(options.port, |a| a.port());
        let (app, token) = app(options, port)?;
        ready(&format!("http://127.0.0.1:{port}/?token={token}"));
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        tokio::select! {
            served = axum::serve(listener, app).into_future() => {
                served.map_err(|e| taken(port, &e))
            }
            () = stop => Ok(()),
        }
    })
}

/// The routes and the token of a workbench that listens at a port of the loopback address.
///
/// # Errors
/// [`Failure::Machine`] where the system gives no threads or no random numbers.
pub fn app(options: Options, port: u16) -> Result<(Router, String), Failure> {
    let guard = guard::Guard::new(port, options.read_only)?;
    let token = guard.token().to_owned();
    let pool = Pool::new(options.threads)?;
    let bench = Arc::new(Bench { options, guard, pool, jobs: jobs::Jobs::default(), shelf: shelf::Shelf::default() });
    // The list of runs is read before somebody asks for it; who asks meanwhile waits for this.
    let early = bench.clone();
    std::thread::spawn(move || {
        let options = &early.options;
        let _ = early.shelf.of_rows(&options.runs, !options.read_only, |_| ());
    });
    let app = Router::new()
        .route("/api/{*path}", any(api::answer))
        .fallback(any(assets::answer))
        .layer(CatchPanicLayer::new())
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(axum::middleware::from_fn_with_state(bench.clone(), guard::check))
        .layer(tower::limit::GlobalConcurrencyLimitLayer::new(REQUESTS_MAX))
        .with_state(bench);
    Ok((app, token))
}

fn taken(port: u16, error: &std::io::Error) -> Failure {
    let (en, zh) = glasshouse_study::failure::reason(error);
    Failure::Machine(
        Note::new(
            "GH0940",
            format!("cannot listen at 127.0.0.1:{port}: {en}"),
            format!("无法监听 127.0.0.1:{port}：{zh}"),
        )
        .help("choose another port with `--port`, or 0 for any", "用 `--port` 另选端口，0 表示任意"),
    )
}
