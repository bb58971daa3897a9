//! The built site in a real Chromium, one fresh profile per test.
//!
//! Needs `dist/` and Chromium with its driver; `cargo xtask test` prepares both and sets `SHIRUSHI_BROWSER=1`.
//! Without that every test is listed as ignored, so that a plain `cargo test` says what it did not run.

mod hosting;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;

use anyhow::{Error, Result};
use libtest_mimic::{Arguments, Failed, Trial};
use shirushi_browser_tests::{Device, Language, Stage, Theme, stage};

/// A test: what it is called, whom it is shown to, and what is done.
struct Case {
    name: &'static str,
    device: Device,
    language: Language,
    run: for<'a> fn(&'a Stage) -> Performance<'a>,
}

/// A test under way.
type Performance<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A desk with a mouse, in Japanese.
const DESK: Device = Device::Desktop(1280, 800);

macro_rules! case {
    ($module:ident :: $name:ident) => {
        case!($module::$name, DESK, Language::Japanese)
    };
    ($module:ident :: $name:ident, $device:expr, $language:expr) => {
        Case {
            name: concat!(stringify!($module), "_", stringify!($name)),
            device: $device,
            language: $language,
            run: |stage| Box::pin($module::$name(stage)),
        }
    };
}

fn cases() -> Vec<Case> {
    vec![case!(hosting::opens_under_a_sub_path)]
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Two browsers at a time are as many as a small machine carries without one waiting for the other.
    arguments.test_threads.get_or_insert(2);
    let prepared = std::env::var_os("SHIRUSHI_BROWSER").is_some_and(|value| value == "1");
    if !prepared && !arguments.list {
        println!("the browser tests are skipped: `cargo xtask test` builds the site and runs them");
    }
    let trials = cases()
        .into_iter()
        .map(|case| Trial::test(case.name, move || play(&case)).with_ignored_flag(!prepared))
        .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn play(case: &Case) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(perform(case)).map_err(|error| Failed::from(format!("{error:?}")))
}

async fn perform(case: &Case) -> Result<()> {
    let stage = stage(case.name, case.device, Theme::Light, case.language).await?;
    let result = (case.run)(&stage).await;
    if let Err(error) = result {
        let told = match stage.leave_evidence().await {
            Ok(()) => format!("see target/browser/{}.png and .log", case.name),
            Err(evidence) => format!("and no picture could be left: {evidence:#}"),
        };
        stage.browser.end().await.ok();
        return Err(error.context(told));
    }
    // Whatever a test does, nothing may have been asked of another origin.
    let home = stage.site.url();
    let origin = home.split('/').take(3).collect::<Vec<_>>().join("/");
    let strangers: Vec<_> =
        stage.browser.end().await?.into_iter().filter(|request| !stays_home(&request.url, &origin)).collect();
    if !strangers.is_empty() {
        return Err(Error::msg(format!("the page asked other origins: {strangers:?}")));
    }
    Ok(())
}

fn stays_home(url: &str, origin: &str) -> bool {
    url.starts_with(&format!("{origin}/")) || url.starts_with("blob:") || url.starts_with("data:")
}
