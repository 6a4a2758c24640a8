//! The page: built from `web/`, committed with the source, embedded in the program.

use crate::Bench;
use crate::answer::refuse;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use glasshouse_views::chart::ink;
use std::sync::Arc;

/// What `cargo xtask web` built.
#[derive(rust_embed::RustEmbed)]
#[folder = "assets/"]
pub struct Built;

/// Longest ramp of grades that a chart may have.
const GRADES_MAX: usize = 16;

/// A file of the page. Every address that is none gives the page itself, which reads the rest of the address.
pub async fn answer(State(_): State<Arc<Bench>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "GH0942", "this can only be read", "此处只能读取");
    }
    let path = request.uri().path().trim_start_matches('/');
    if path == "charts.css" {
        // One chart layer: the page styles drawings exactly as reports do.
        let ramps: Vec<usize> = (2..=GRADES_MAX).collect();
        return ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], ink::css(&ramps)).into_response();
    }
    let file = Built::get(path).filter(|_| !path.is_empty()).map(|f| (path, f));
    let is_page = !["assets", "api", "favicon.ico"].contains(&path.split('/').next().unwrap_or_default());
    match file.or_else(|| is_page.then(|| Built::get("index.html").map(|f| ("index.html", f))).flatten()) {
        Some((name, file)) => {
            let caching = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            let headers = [(header::CONTENT_TYPE, kind(name)), (header::CACHE_CONTROL, caching)];
            (headers, file.data.into_owned()).into_response()
        }
        None => refuse(StatusCode::NOT_FOUND, "GH0907", "nothing is at this address", "此地址没有内容"),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
