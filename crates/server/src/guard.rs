//! Who may ask. A page of a stranger, opened in the same browser, must not be able to: the server listens on the
//! loopback address only, answers to its own names only (so that no other name can be made to point here), takes
//! requests that change something from its own page only, and wants a token that only the terminal shows.

use crate::Bench;
use crate::answer::refuse;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use glasshouse_study::{Failure, Note};
use std::sync::Arc;

/// Longest address, in bytes.
const ADDRESS_MAX: usize = 8192;

/// The rules of the door.
#[derive(Debug)]
pub struct Guard {
    hosts: [String; 3],
    cookie: String,
    token: String,
    read_only: bool,
}

/// What a request may do.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// It may pass.
    Pass,
    /// It brought the token in its address: from now on a cookie does.
    Welcome,
    /// Not from here.
    Refuse(StatusCode, &'static str, &'static str),
}

impl Guard {
    /// Rules for a port, with a new token.
    ///
    /// # Errors
    /// [`Failure::Machine`] where the system gives no random numbers.
    pub fn new(port: u16, read_only: bool) -> Result<Guard, Failure> {
        let mut bytes = [0u8; 16];
        getrandom::fill(&mut bytes).map_err(|e| {
            Failure::Machine(Note::new(
                "GH0941",
                format!("the system gives no random numbers for a token: {e}"),
                format!("系统未能提供令牌所需的随机数：{e}"),
            ))
        })?;
        Ok(Guard {
            hosts: ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")),
            // Cookies do not tell ports apart, so the name does.
            cookie: format!("glasshouse-{port}"),
            token: bytes.iter().map(|b| format!("{b:02x}")).collect(),
            read_only,
        })
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    fn judge(&self, request: &Request) -> Verdict {
        let (headers, uri) = (request.headers(), request.uri());
        let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
        let host = text(header::HOST).or_else(|| uri.authority().map(|a| a.as_str()));
        if !host.is_some_and(|h| self.hosts.iter().any(|own| own == h)) {
            return Verdict::Refuse(StatusCode::FORBIDDEN, "foreign Host", "主机名不符");
        }
        let own = |origin: &str| self.hosts.iter().any(|h| origin.strip_prefix("http://") == Some(h));
        if headers.contains_key(header::ORIGIN) && !text(header::ORIGIN).is_some_and(own) {
            return Verdict::Refuse(StatusCode::FORBIDDEN, "foreign Origin", "来源不符");
        }
        if !is_plain(uri.path()) || uri.to_string().len() > ADDRESS_MAX {
            return Verdict::Refuse(StatusCode::BAD_REQUEST, "not an address of this server", "地址无效");
        }
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let cross = headers.get("sec-fetch-site").is_some_and(|v| v == "cross-site");
        if cross && (!reads || uri.path().starts_with("/api/")) {
            return Verdict::Refuse(
                StatusCode::FORBIDDEN,
                "asked for by a page of another site",
                "由其他网站的页面发出",
            );
        }
        if reads && uri.path() == "/" && query(uri.query(), "token").is_some_and(|t| self.is_token(t)) {
            return Verdict::Welcome;
        }
        if !self.has_token(headers) {
            return Verdict::Refuse(StatusCode::UNAUTHORIZED, "no token", "没有令牌");
        }
        if !reads && self.read_only {
            return Verdict::Refuse(StatusCode::FORBIDDEN, "read-only", "只读");
        }
        Verdict::Pass
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let text = |name: header::HeaderName| headers.get_all(name).iter().filter_map(|v| v.to_str().ok());
        let bearer = text(header::AUTHORIZATION).filter_map(|v| v.strip_prefix("Bearer "));
        let cookies = text(header::COOKIE).flat_map(|v| v.split(';')).filter_map(|c| c.trim().split_once('='));
        let named = cookies.filter(|(name, _)| *name == self.cookie).map(|(_, value)| value);
        bearer.chain(named).any(|t| self.is_token(t))
    }

    /// Compares digests, which takes equally long wherever the first difference is.
    fn is_token(&self, text: &str) -> bool {
        blake3::hash(text.as_bytes()) == blake3::hash(self.token.as_bytes())
    }
}

/// A path without anything that could lead elsewhere.
fn is_plain(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let foreign = ["..", "%2e", "%2f", "%5c", "%00", "\\", "//"];
    path.starts_with('/') && !foreign.iter().any(|f| lower.contains(f))
}

/// A value of a query.
fn query<'q>(query: Option<&'q str>, name: &str) -> Option<&'q str> {
    query?.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Lets a request pass or refuses it, and says so in the log.
pub async fn check(State(bench): State<Arc<Bench>>, request: Request, next: Next) -> Response {
    let shown = format!("{} {}", request.method(), request.uri().path());
    let verdict = bench.guard.judge(&request);
    let mut response = match verdict {
        Verdict::Pass => {
            let answer = tokio::time::timeout(crate::ANSWER_MAX, next.run(request)).await;
            let answer = answer.unwrap_or_else(|_| {
                refuse(StatusCode::GATEWAY_TIMEOUT, "GH0943", "the answer took too long", "应答超时")
            });
            if answer.status() == StatusCode::PAYLOAD_TOO_LARGE {
                (bench.options.log)(&format!("refused {shown}: the body is larger than {} bytes", crate::BODY_MAX));
            }
            answer
        }
        Verdict::Welcome => {
            let cookie = format!(
                "{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800",
                bench.guard.cookie, bench.guard.token
            );
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/"), (header::SET_COOKIE, cookie.as_str())]).into_response()
        }
        Verdict::Refuse(status, en, zh) => {
            (bench.options.log)(&format!("refused {shown}: {en}"));
            if status == StatusCode::UNAUTHORIZED && !shown.contains("/api/") {
                return (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], NO_TOKEN).into_response();
            }
            refuse(status, "GH0942", en, zh)
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(*name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// What a reader sees who comes without the token.
const NO_TOKEN: &str = "<!doctype html><meta charset=utf-8><title>glasshouse</title><p>Open the address that \
                        <code>glasshouse serve</code> printed in the terminal. \
                        <p lang=zh-Hans>请打开 <code>glasshouse serve</code> 在终端打印的地址。";

/// What every answer says to the browser: load nothing from elsewhere, be framed by nobody, guess no types.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
         connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn guard(read_only: bool) -> Guard {
        Guard::new(8437, read_only).unwrap()
    }

    fn request(method: &str, address: &str, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    fn refused(guard: &Guard, method: &str, address: &str, headers: &[(&str, &str)]) -> Option<&'static str> {
        match guard.judge(&request(method, address, headers)) {
            Verdict::Refuse(_, why, _) => Some(why),
            Verdict::Pass | Verdict::Welcome => None,
        }
    }

    #[test]
    fn only_the_own_page_with_the_token_may_ask() {
        let guard = guard(false);
        let host = ("host", "127.0.0.1:8437");
        let cookie = format!("a=b; glasshouse-8437={}", guard.token());
        let good = ("cookie", cookie.as_str());
        assert_eq!(refused(&guard, "GET", "/api/session", &[host, good]), None);
        assert_eq!(refused(&guard, "POST", "/api/runs", &[host, good, ("origin", "http://localhost:8437")]), None);
        assert_eq!(refused(&guard, "GET", "/api/session", &[host]), Some("no token"));
        assert_eq!(refused(&guard, "GET", "/api/session", &[host, ("cookie", "glasshouse-8437=")]), Some("no token"));
        for foreign in ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost:8437.evil.example"] {
            assert_eq!(refused(&guard, "GET", "/", &[("host", foreign), good]), Some("foreign Host"), "{foreign}");
        }
        for foreign in ["null", "http://evil.example", "https://127.0.0.1:8437", "http://127.0.0.1:8438"] {
            let headers = [host, good, ("origin", foreign)];
            assert_eq!(refused(&guard, "POST", "/api/runs", &headers), Some("foreign Origin"), "{foreign}");
        }
        let cross = [host, good, ("sec-fetch-site", "cross-site")];
        assert!(refused(&guard, "GET", "/api/session", &cross).is_some());
        assert_eq!(refused(&guard, "GET", "/", &cross), None);
    }

    #[test]
    fn the_token_in_the_address_is_taken_once_at_the_front_door() {
        let guard = guard(true);
        let host = [("host", "localhost:8437")];
        let address = format!("/?token={}", guard.token());
        assert_eq!(guard.judge(&request("GET", &address, &host)), Verdict::Welcome);
        let elsewhere = format!("/api/session?token={}", guard.token());
        assert_eq!(refused(&guard, "GET", &elsewhere, &host), Some("no token"));
        assert_eq!(refused(&guard, "GET", "/?token=00", &host), Some("no token"));
    }

    #[test]
    fn paths_that_lead_elsewhere_and_changes_in_read_only_mode_are_refused() {
        let guard = guard(true);
        let bearer = format!("Bearer {}", guard.token());
        let headers = [("host", "127.0.0.1:8437"), ("authorization", bearer.as_str())];
        for path in ["/../etc/passwd", "/api/runs/..", "/api/runs/%2e%2e/x", "/api/%2Fetc", "/a//b", "/a%5cb"] {
            assert_eq!(refused(&guard, "GET", path, &headers), Some("not an address of this server"), "{path}");
        }
        assert_eq!(refused(&guard, "GET", "/api/runs", &headers), None);
        for method in ["POST", "DELETE", "PUT"] {
            assert_eq!(refused(&guard, method, "/api/runs", &headers), Some("read-only"));
        }
    }
}
