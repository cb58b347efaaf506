//! Listens on loopback, in both of its addresses, and answers until it is to stop.

use super::Window;
use super::answer::{self, Answer, Wanted};
use crate::write::Stage;
use axum::Router;
use axum::extract::State;
use axum::http::Request;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use serde::Serialize;
use std::convert::Infallible;
use std::io::{ErrorKind, Result};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};

/// The doors of the server: where a machine has no IPv6, one.
pub struct Doors {
    pub port: u16,
    listeners: Vec<TcpListener>,
}

impl Doors {
    /// Takes a port on 127.0.0.1 and on [::1], for `localhost` may mean either; 0 takes one that is free on both.
    pub fn open(port: u16) -> Result<Doors> {
        for _ in 0..100 {
            let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
            let taken = first.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, taken)) {
                Ok(second) => return Ok(Doors { port: taken, listeners: vec![first, second] }),
                Err(error) if error.kind() == ErrorKind::AddrInUse && port == 0 => {}
                Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
                Err(_) => return Ok(Doors { port: taken, listeners: vec![first] }),
            }
        }
        Err(ErrorKind::AddrInUse.into())
    }
}

/// Serves what the window shows, until Ctrl-C.
pub fn serve(doors: Doors, window: Window) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let router = Router::new().fallback(handle).with_state(ServerState { window, port: doors.port });
        for listener in doors.listeners {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let router = router.clone();
            tokio::spawn(async move { axum::serve(listener, router).await });
        }
        tokio::signal::ctrl_c().await
    })
}

#[derive(Clone)]
struct ServerState {
    window: Window,
    port: u16,
}

async fn handle<B>(State(state): State<ServerState>, request: Request<B>) -> Response {
    let wanted = answer::admit(request.method(), request.uri(), request.headers(), state.port);
    match wanted {
        Err(refusal) => *refusal,
        Ok(Wanted::News) => send_news(state.window),
        // Nobody builds any more, so there is nothing to wait for.
        Ok(Wanted::Page) => {
            let answer = newest(state.window, request.uri().path()).await;
            answer.unwrap_or_else(|| axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response())
        }
    }
}

/// The answer of the newest state, once that has one.
async fn newest(mut window: Window, address: &str) -> Option<Response> {
    loop {
        let shown =
            window.wait_for(|shown| shown.snapshot.is_some() || shown.build_failure.is_some()).await.ok()?.clone();
        let (snapshot, path) = match answer::answer(&shown, address) {
            Answer::Ready(response) => return Some(response),
            Answer::Later(snapshot, path) => (snapshot, path),
        };
        let waited = tokio::task::spawn_blocking(move || snapshot.memory.wait_for(&path));
        if waited.await.ok()? == Stage::Ended {
            // What is shown instead is, or comes, in the window.
            window.changed().await.ok()?;
        }
    }
}

#[derive(Serialize)]
struct News<'n> {
    snapshot: Option<&'n str>,
    build_failure: Option<&'n super::BuildFailure>,
}

/// At once what there is, then each change of it.
fn send_news(mut window: Window) -> Response {
    window.mark_changed();
    let mut response = Sse::new(changes(window)).keep_alive(KeepAlive::default()).into_response();
    let closed = axum::http::HeaderValue::from_static("same-origin");
    response.headers_mut().insert("cross-origin-resource-policy", closed);
    response
}

fn changes(window: Window) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
    unfold(window, |mut window| async {
        loop {
            window.changed().await.ok()?;
            let shown = window.borrow_and_update().clone();
            if shown.snapshot.is_none() && shown.build_failure.is_none() {
                continue;
            }
            let snapshot = shown.snapshot.as_deref().map(|snapshot| snapshot.id.as_str());
            let news = serde_json::to_string(&News { snapshot, build_failure: shown.build_failure.as_deref() }).ok()?;
            return Some((Ok(Event::default().data(news)), window));
        }
    })
}
