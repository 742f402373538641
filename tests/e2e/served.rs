//! The built ui at an address of this computer, where a browser finds it over its twin of the shell. It serves files of
//! `ui/dist` and nothing else.

use std::path::{Path, PathBuf};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Serves the built ui for as long as the test runs; its address, without a slash at the end.
pub async fn built_ui() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    format!("http://{address}")
}

async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let asked = head.split_whitespace().nth(1).unwrap_or("/");
    let path = asked.split(['?', '#']).next().unwrap_or("/");
    let (line, kind, body) = match tokio::fs::read(file_of(path)).await {
        Ok(body) => ("200 OK", kind_of(path), body),
        Err(_) => ("404 Not Found", "text/plain", Vec::new()),
    };
    let length = body.len();
    let told = format!(
        "HTTP/1.1 {line}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(told.as_bytes()).await?;
    stream.write_all(&body).await
}

fn file_of(path: &str) -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/dist");
    match path.trim_start_matches('/') {
        "" => dist.join("index.html"),
        path if path.split('/').any(|part| part == "..") => dist.join("nothing"),
        path => dist.join(path),
    }
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    }
}
