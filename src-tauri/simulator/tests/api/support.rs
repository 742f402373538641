//! A plain client of the simulator. It must never interpret an answer for a test.

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use rollcall_simulator::{Config, LimitKind, Person, Simulator};
use serde_json::{Value, json};

/// A simulator whose clock stands still, and a client with a token.
pub struct Bench {
    pub simulator: Simulator,
    pub client: Client,
    pub token: String,
}

/// A small company without limits and with a clock that stands still.
pub fn quiet() -> Config {
    Config {
        people: 40,
        speed: 0.0,
        limits: LimitKind::Off,
        ..Config::default()
    }
}

pub fn client() -> Client {
    // Another test of this process may have installed it already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

impl Bench {
    pub async fn new(config: Config) -> Self {
        let simulator = Simulator::start(config).await.unwrap();
        let mut bench = Self {
            simulator,
            client: client(),
            token: String::new(),
        };
        bench.token = bench.fresh_token().await;
        bench
    }

    pub async fn fresh_token(&self) -> String {
        let (status, body) = self.ask_token(&self.simulator.client_secret()).await;
        assert_eq!(status, 200);
        body["access_token"].as_str().unwrap().to_owned()
    }

    pub async fn ask_token(&self, secret: &str) -> (StatusCode, Value) {
        let form = [
            ("client_id", self.simulator.client_id()),
            ("client_secret", secret.to_owned()),
            ("grant_type", "client_credentials".to_owned()),
        ];
        let url = format!("{}/oauth/token", self.simulator.origin());
        read(self.client.post(url).form(&form)).await
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.simulator.origin());
        self.client.request(method, url).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        read(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str) -> (StatusCode, Value) {
        read(self.request(Method::POST, path)).await
    }

    pub async fn post_json(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = self
            .request(Method::POST, path)
            .header("content-type", "application/json")
            .body(body.to_string());
        read(request).await
    }

    /// A new job's path.
    pub async fn job(&self) -> String {
        let (status, body) = self.post("/v1/eligibility/jobs").await;
        assert_eq!(status, 201);
        format!("/v1/eligibility/jobs/{}", body["id"].as_str().unwrap())
    }

    /// A job with these items, submitted.
    pub async fn submitted(&self, items: Value) -> String {
        let job = self.job().await;
        let (status, body) = self.post_json(&format!("{job}/items"), &items).await;
        assert_eq!(status, 204, "{body}");
        assert_eq!(self.post(&format!("{job}/submit")).await.0, 202);
        job
    }

    /// A job with these items, run to its end: status, then every error as field, type, recovered.
    pub async fn run(&self, items: Value) -> (String, Vec<(String, String, bool)>) {
        let job = self.submitted(items).await;
        self.simulator.advance(Duration::from_secs(10));
        (self.status(&job).await, self.errors(&job).await)
    }

    pub async fn status(&self, job: &str) -> String {
        let (_, body) = self.get(&format!("{job}/status")).await;
        body["status"].as_str().unwrap().to_owned()
    }

    pub async fn errors(&self, job: &str) -> Vec<(String, String, bool)> {
        let (_, body) = self.get(&format!("{job}/errors")).await;
        let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
        let errors = body["data"].as_array().unwrap().iter();
        errors
            .map(|error| {
                let recovered = !error["recovered_by"].is_null();
                (
                    text(error, "field_name"),
                    text(error, "error_type"),
                    recovered,
                )
            })
            .collect()
    }

    /// The nth current person.
    pub fn current(&self, nth: usize) -> Person {
        let roster = self.simulator.roster();
        let mut current = roster.into_iter().filter(Person::is_current);
        current.nth(nth).unwrap()
    }

    /// The person with this Wellhub id.
    pub fn person(&self, id: &str) -> Person {
        let roster = self.simulator.roster();
        roster.into_iter().find(|person| person.id == id).unwrap()
    }

    pub fn tax_id(&self) -> String {
        self.simulator.tax_ids()[0].clone()
    }

    /// Somebody whom nobody knows.
    pub fn stranger(&self) -> Value {
        json!({
            "operation": "CREATE",
            "company_tax_id": self.tax_id(),
            "employee_id": "999001",
            "full_name": "Lia Nova",
            "email": "lia.nova@aurora.example",
            "national_id": "11144477735",
            "mobile_number": "+5511955550001",
        })
    }

    pub fn leaver(&self, nth: usize) -> Value {
        let person = self.current(nth);
        json!({
            "operation": "DELETE",
            "company_tax_id": person.company_tax_id,
            "employee_id": person.employee_id,
        })
    }
}

/// An item about `person` that carries every field.
pub fn item(operation: &str, person: &Person) -> Value {
    json!({
        "operation": operation,
        "company_tax_id": person.company_tax_id,
        "employee_id": person.employee_id,
        "full_name": person.full_name,
        "email": person.email,
        "national_id": person.national_id,
        "department": person.department,
        "cost_center": person.cost_center,
        "office_zip_code": person.office_zip_code,
        "payroll_id": person.payroll_id,
        "mobile_number": person.mobile_number,
        "discount_subset_id": person.discount_subset_id,
        "eligible_to_payroll": person.eligible_to_payroll,
    })
}

/// `item` with one field changed.
pub fn with(item: &Value, field: &str, value: impl Into<Value>) -> Value {
    let mut item = item.clone();
    item[field] = value.into();
    item
}

pub async fn read(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}
