//! The way to Wellhub: certificates that are trusted and that are not, proxies that refuse, and an answer without end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::{Script, build, clock, json};
use crate::wellhub::{Applied, BadAnswer, Client, ClientConfig, Proxy, WellhubError};

/// Under this name the server behind the proxy has its certificate.
const HOST: &str = "wellhub.aurora.example";
/// Set in the process that trusts the authority.
const ADDRESS: &str = "ROLLCALL_TEST_PROXY";

/// Something that answers each connection.
async fn listen<F>(answer: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    address
}

async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a byte"));
    }
    String::from_utf8(head).expect("text")
}

/// A proxy that says this to every CONNECT, and asks for credentials first where it is given some.
async fn refusing(status: &'static str) -> SocketAddr {
    listen(move |mut stream| async move {
        let asked = head(&mut stream).await;
        assert!(
            asked.starts_with(&format!("CONNECT {HOST}:443 ")),
            "{asked}"
        );
        let said = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(said.as_bytes()).await.expect("is heard");
    })
    .await
}

/// A proxy that leads every host to this address, for who has the password.
async fn leading(to: SocketAddr) -> SocketAddr {
    listen(move |mut stream| async move {
        let asked = head(&mut stream).await.to_lowercase();
        // ana:hush
        let known = asked.contains("proxy-authorization: basic yw5homh1c2g=");
        let said: &[u8] = if known {
            b"HTTP/1.1 200 OK\r\n\r\n"
        } else {
            b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"
        };
        stream.write_all(said).await.expect("is heard");
        let mut there = TcpStream::connect(to).await.expect("the server");
        // Whoever hangs up first ends it.
        let _ = copy_bidirectional(&mut stream, &mut there).await;
    })
    .await
}

/// A server of that certificate, with the certificate of the authority behind it.
async fn server(
    name: &str,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> (SocketAddr, String) {
    let mut authority = CertificateParams::new(Vec::new()).expect("names");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key"));
    let authority = authority.expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let leaf = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    let leaf = leaf.signed_by(&key, &authority).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(
            vec![leaf.der().clone()],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .expect("a server");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let address = listen(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            // Who does not trust it hangs up.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            let mut asked = vec![0; 4096];
            let _ = stream.read(&mut asked).await;
            let body = r#"{"access_token":"t","expires_in":300,"token_type":"Bearer"}"#;
            let said = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(said.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (address.await, authority.pem())
}

fn through(proxy: SocketAddr, password: &str) -> Client {
    let origin = format!("https://{HOST}").parse().expect("an address");
    let mut config = ClientConfig::new(origin, "client-1");
    config.retries = 0;
    let user = Some(("ana".to_owned(), password.into()));
    config.proxy = Some(Proxy::new(&format!("http://{proxy}"), user).expect("a proxy"));
    build(config, &clock())
}

async fn refusal(client: &Client) -> WellhubError {
    let error = client.token().await.expect_err("refused");
    assert_eq!(error.applied(), Applied::No, "{error:?}");
    error
}

#[tokio::test]
async fn a_proxy_that_refuses_is_told_from_a_network_that_is_gone() {
    for status in [
        "407 Proxy Authentication Required",
        "403 Forbidden",
        "502 Bad Gateway",
    ] {
        let proxy = refusing(status).await;
        let error = refusal(&through(proxy, "hush")).await;
        assert!(
            matches!(error, WellhubError::Proxy { .. }),
            "{status}: {error:?}"
        );
        assert!(error.to_string().contains("user name"), "{error}");
    }
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let proxy = gone.local_addr().expect("an address");
    drop(gone);
    let error = refusal(&through(proxy, "hush")).await;
    assert!(matches!(error, WellhubError::Connect(_)), "{error:?}");
}

#[tokio::test]
async fn the_password_of_the_proxy_goes_to_the_proxy_and_a_wrong_one_is_refused() {
    let (server, _) = server(HOST, rustls::ALL_VERSIONS).await;
    let proxy = leading(server).await;
    let error = refusal(&through(proxy, "mistyped")).await;
    assert!(matches!(error, WellhubError::Proxy { .. }), "{error:?}");
    // Past the proxy, the certificate is looked at.
    let error = refusal(&through(proxy, "hush")).await;
    assert!(
        matches!(error, WellhubError::Certificate { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_says_what_to_do_and_nothing_is_sent() {
    for versions in [&[&rustls::version::TLS12], &[&rustls::version::TLS13]] {
        let (server, _) = server(HOST, versions).await;
        let error = refusal(&through(leading(server).await, "hush")).await;
        let WellhubError::Certificate { reason, .. } = &error else {
            panic!("{error:?}");
        };
        assert!(reason.contains("UnknownIssuer"), "{reason}");
        assert!(error.to_string().contains("ask IT"), "{error}");
    }
}

/// In a process of its own, since what the system trusts is read from the environment there.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_companys_own_authority_that_the_system_trusts_is_trusted_for_its_names_alone() {
    const TEST: &str = "wellhub::tests::way::a_companys_own_authority_that_the_system_trusts_is_trusted_for_its_names_alone";
    if let Ok(proxy) = std::env::var(ADDRESS) {
        let (proxy, right) = proxy.split_once(' ').expect("two words");
        let client = through(proxy.parse().expect("an address"), "hush");
        if right == "true" {
            client.token().await.expect("is trusted");
        } else {
            let error = refusal(&client).await;
            assert!(
                matches!(error, WellhubError::Certificate { .. }),
                "{error:?}"
            );
        }
        return;
    }
    for (name, right) in [(HOST, true), ("other.aurora.example", false)] {
        let (server, authority) = server(name, rustls::ALL_VERSIONS).await;
        let proxy = leading(server).await;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("authority.pem");
        std::fs::write(&file, authority).expect("writes");
        let this = std::env::current_exe().expect("this program");
        let ran = tokio::task::spawn_blocking(move || {
            std::process::Command::new(this)
                .args(["--exact", TEST, "--nocapture"])
                .env(ADDRESS, format!("{proxy} {right}"))
                .env("SSL_CERT_FILE", file)
                .output()
        });
        let ran = ran.await.expect("no panic").expect("this program");
        let told = String::from_utf8_lossy(&ran.stdout);
        assert!(
            ran.status.success() && told.contains("1 passed"),
            "{name}: {told}"
        );
    }
}

#[tokio::test]
async fn this_computer_is_reached_without_the_proxy() {
    let script = Script::start([json(200, r#"{"cursor":null,"data":[]}"#)]).await;
    let proxy = refusing("502 Bad Gateway").await;
    let origin = script.origin().parse().expect("loopback");
    let mut config = ClientConfig::new(origin, "client-1");
    config.proxy = Some(Proxy::new(&format!("http://{proxy}"), None).expect("a proxy"));
    let client = build(config, &clock());
    client.employees(None, None).await.expect("a page");
}

/// One gigabyte, of which no more is taken than the limit.
#[tokio::test]
async fn an_answer_without_end_is_refused_at_the_limit() {
    const GIGABYTE: usize = 1 << 30;
    static SENT: AtomicUsize = AtomicUsize::new(0);
    let server = listen(|mut stream| async move {
        head(&mut stream).await;
        let said = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {GIGABYTE}\r\n\r\n"
        );
        let _ = stream.write_all(said.as_bytes()).await;
        let part = vec![b' '; 1 << 16];
        while SENT.load(Ordering::SeqCst) < GIGABYTE {
            if stream.write_all(&part).await.is_err() {
                return;
            }
            SENT.fetch_add(part.len(), Ordering::SeqCst);
        }
    })
    .await;
    let origin = format!("http://{server}").parse().expect("loopback");
    let mut config = ClientConfig::new(origin, "client-1");
    config.retries = 0;
    let limit = config.body_limit;
    let error = build(config, &clock()).token().await.expect_err("refused");
    let too_long = |error: &WellhubError| matches!(error, WellhubError::BadAnswer(BadAnswer::TooLong { limit: told }) if *told == limit);
    let told = match &error {
        WellhubError::NotSent(inner) => too_long(inner),
        error => too_long(error),
    };
    assert!(told, "{error:?}");
    // What the two ends of the connection hold between them comes on top.
    let sent = SENT.load(Ordering::SeqCst);
    assert!(sent < limit + (32 << 20), "{sent} bytes were taken");
}
