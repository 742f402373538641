//! A server that says what it is told, byte by byte, and notes what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What is done with a request.
pub(crate) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// The end of the connection without a byte.
    Cut,
    /// Nothing, for as long as the client waits.
    Silence,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    pub(crate) fn is_sign_in(&self) -> bool {
        self.line().contains("/oauth/token")
    }
}

/// The server. Sign-ins are granted with `t1`, `t2` and so on unless they are scripted too.
pub(crate) struct Script {
    address: std::net::SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Script {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Script {
    /// Grants every sign-in; the replies are for all else, in order.
    pub(crate) async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::serve(replies.into_iter().collect(), true).await
    }

    /// The replies are for sign-ins too.
    pub(crate) async fn with_sign_ins(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::serve(replies.into_iter().collect(), false).await
    }

    async fn serve(replies: VecDeque<Reply>, grants: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let replies = Arc::new(Mutex::new(replies));
        let notes = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(
                    stream,
                    Arc::clone(&notes),
                    Arc::clone(&replies),
                    grants,
                ));
            }
        });
        Self {
            address,
            seen,
            task,
        }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("whole").clone()
    }

    /// Everything but the sign-ins.
    pub(crate) fn calls(&self) -> Vec<Seen> {
        self.seen()
            .into_iter()
            .filter(|seen| !seen.is_sign_in())
            .collect()
    }

    pub(crate) fn sign_ins(&self) -> usize {
        self.seen().iter().filter(|seen| seen.is_sign_in()).count()
    }
}

async fn answer(
    mut stream: TcpStream,
    seen: Arc<Mutex<Vec<Seen>>>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    grants: bool,
) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let sign_in = request.is_sign_in();
    let number = {
        let mut seen = seen.lock().expect("whole");
        seen.push(request);
        seen.iter().filter(|seen| seen.is_sign_in()).count()
    };
    let reply = if grants && sign_in {
        let token =
            format!(r#"{{"access_token":"t{number}","expires_in":3600,"token_type":"Bearer"}}"#);
        json(200, &token)
    } else {
        let next = replies.lock().expect("whole").pop_front();
        next.unwrap_or_else(|| status(599, "the script has ended"))
    };
    match reply {
        Reply::Bytes(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Reply::Cut => {}
        Reply::Silence => std::future::pending().await,
    }
}

/// Reads a whole request.
async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0_usize) {
                let (head, body) = (head.to_owned(), body.to_owned());
                return Some(Seen { head, body });
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// A JSON answer.
pub(crate) fn json(code: u16, body: &str) -> Reply {
    with(
        code,
        &["content-type: application/json; charset=utf-8"],
        body,
    )
}

/// A bare status with a plain body.
pub(crate) fn status(code: u16, body: &str) -> Reply {
    with(code, &["content-type: text/plain"], body)
}

/// An answer with these headers.
pub(crate) fn with(code: u16, headers: &[&str], body: &str) -> Reply {
    let mut text = format!(
        "HTTP/1.1 {code} Status\r\ncontent-length: {}\r\n",
        body.len()
    );
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    Reply::Bytes(format!("{text}connection: close\r\n\r\n{body}").into_bytes())
}
