//! The TCP side: connections that can be cut on purpose, before or in the middle of an answer.
//! It must never look at what is sent, but for where an answer's head ends.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A hold on one connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<WireState>>);

#[derive(Debug, Default)]
struct WireState {
    mode: Mode,
    reader: Option<Waker>,
}

#[derive(Debug, Default, Clone)]
enum Mode {
    #[default]
    Open,
    /// Lets the next answer's head and this many bytes of its body through.
    Truncate(usize),
    /// Lets this many bytes through.
    Left(usize),
    /// Sends these bytes once more after all that is written now.
    Repeat(Vec<u8>),
    Cut,
}

impl Wire {
    /// Ends the connection now; nothing more is read or written.
    pub(crate) fn cut(&self) {
        let mut state = self.lock();
        state.mode = Mode::Cut;
        if let Some(reader) = state.reader.take() {
            reader.wake();
        }
    }

    /// Ends the connection after `body_bytes` of the next answer's body.
    pub(crate) fn truncate_next(&self, body_bytes: usize) {
        self.lock().mode = Mode::Truncate(body_bytes);
    }

    /// Sends the next answer twice.
    pub(crate) fn repeat_next(&self) {
        self.lock().mode = Mode::Repeat(Vec::new());
    }

    fn lock(&self) -> MutexGuard<'_, WireState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of `bytes` may be written.
    fn allowance(&self, bytes: &[u8]) -> Option<usize> {
        let mut state = self.lock();
        if let Mode::Truncate(body_bytes) = state.mode {
            let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
            state.mode = Mode::Left(head + 4 + body_bytes);
        }
        match state.mode {
            Mode::Open | Mode::Truncate(_) | Mode::Repeat(_) => None,
            Mode::Left(left) => Some(left.min(bytes.len())),
            Mode::Cut => Some(0),
        }
    }

    fn wrote(&self, bytes: &[u8]) {
        let mut state = self.lock();
        match &mut state.mode {
            Mode::Repeat(again) => again.extend_from_slice(bytes),
            Mode::Left(left) if *left > bytes.len() => *left -= bytes.len(),
            Mode::Left(_) => state.mode = Mode::Cut,
            _ => {}
        }
    }

    /// What is to be sent once more, once all of it was written.
    fn again(&self) -> Option<Vec<u8>> {
        match &self.lock().mode {
            Mode::Repeat(again) if !again.is_empty() => Some(again.clone()),
            _ => None,
        }
    }

    fn repeated(&self, bytes: usize) {
        let mut state = self.lock();
        if let Mode::Repeat(again) = &mut state.mode {
            again.drain(..bytes.min(again.len()));
            if again.is_empty() {
                state.mode = Mode::Open;
            }
        }
    }
}

/// The listener: hands out connections that can be cut, and cuts them all at the end.
#[derive(Debug)]
pub(crate) struct Door {
    listener: TcpListener,
    open: Connections,
}

/// Every connection that may still be open.
#[derive(Debug, Clone, Default)]
pub(crate) struct Connections(Arc<Mutex<Vec<Weak<Mutex<WireState>>>>>);

impl Connections {
    /// Ends every open connection.
    pub(crate) fn cut_all(&self) {
        for wire in self.lock().drain(..).filter_map(|wire| wire.upgrade()) {
            Wire(wire).cut();
        }
    }

    fn add(&self, wire: &Wire) {
        let mut open = self.lock();
        open.retain(|wire| wire.strong_count() > 0);
        open.push(Arc::downgrade(&wire.0));
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Weak<Mutex<WireState>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Door {
    pub(crate) fn new(listener: TcpListener, open: Connections) -> Self {
        Self { listener, open }
    }
}

impl Listener for Door {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, peer) = Listener::accept(&mut self.listener).await;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no-delay could not be set");
        }
        let wire = Wire::default();
        self.open.add(&wire);
        (CuttableStream { stream, wire }, peer)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Door>> for Wire {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().wire.clone()
    }
}

/// A TCP stream that obeys its [`Wire`].
#[derive(Debug)]
pub(crate) struct CuttableStream {
    stream: TcpStream,
    wire: Wire,
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "cut on purpose")
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        {
            let mut state = this.wire.lock();
            if matches!(state.mode, Mode::Cut) {
                return Poll::Ready(Err(cut()));
            }
            state.reader = Some(context.waker().clone());
        }
        Pin::new(&mut this.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let bytes = match this.wire.allowance(bytes) {
            Some(0) => return Poll::Ready(Err(cut())),
            Some(allowed) => &bytes[..allowed],
            None => bytes,
        };
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = written {
            this.wire.wrote(&bytes[..count]);
        }
        written
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while let Some(again) = this.wire.again() {
            match Pin::new(&mut this.stream).poll_write(context, &again) {
                Poll::Ready(Ok(count)) => this.wire.repeated(count),
                other => return other.map_ok(|_| ()),
            }
        }
        Pin::new(&mut this.stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
