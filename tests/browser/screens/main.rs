//! `cargo xtask screens`: pictures of the built site for people who look at a change.
//!
//! Scenes are written as steps, one word for what is done and the rest for with what; each is shown on the
//! screens listed with it. Steps of one's own make a picture without touching this file:
//! `cargo xtask screens mine --steps 'sample; select 記事; key 1' --size 900x700 --theme dark`.

mod scenes;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Parser, ValueEnum};
use shirushi_browser_tests::steps::perform;
use shirushi_browser_tests::{Device, Language, Stage, Theme, stage};

use crate::scenes::{SCENES, Scene};

#[derive(Parser)]
#[command(name = "cargo xtask screens", about = "Takes pictures of the built site into target/screens/")]
struct Arguments {
    /// Only scenes whose name contains this; with --steps, the name of the picture
    name: Option<String>,
    /// Steps of your own, separated by `;`: sample, press PART, part PART, tap PART, select TEXT, touch TEXT,
    /// click TEXT, key KEYS, type TEXT, paste TEXT, fill PART TEXT, open N, analysed, saved, scroll PIXELS
    #[arg(long)]
    steps: Option<String>,
    /// Size in CSS pixels; up to 600 wide it is touched
    #[arg(long, default_value = "1280x800")]
    size: String,
    /// What the device prefers
    #[arg(long, value_enum, default_value = "light")]
    theme: ThemeName,
    /// What the browser's person reads
    #[arg(long, value_enum, default_value = "ja")]
    language: LanguageName,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
    Forced,
}

#[derive(Clone, Copy, ValueEnum)]
enum LanguageName {
    Ja,
    En,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = shirushi_browser_tests::stage::output_folder().with_file_name("screens");
    std::fs::create_dir_all(&folder)?;
    if let Some(steps) = &arguments.steps {
        let theme = match arguments.theme {
            ThemeName::Light => Theme::Light,
            ThemeName::Dark => Theme::Dark,
            ThemeName::Forced => Theme::Forced,
        };
        let language = match arguments.language {
            LanguageName::Ja => Language::Japanese,
            LanguageName::En => Language::English,
        };
        let name = arguments.name.as_deref().unwrap_or("mine");
        let path = folder.join(format!("{name}.png"));
        return take(name, steps, device(&arguments.size)?, theme, language, &path).await;
    }
    let wanted = arguments.name.unwrap_or_default();
    let mut failed = Vec::new();
    for (name, scene, size, theme, language) in pictures().filter(|picture| picture.0.contains(&wanted)) {
        let path = folder.join(format!("{name}.png"));
        if let Err(error) = take(&name, scene.steps, size, theme, language, &path).await {
            println!("  {name}: {error:#}");
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("no picture, or not the right one, of {}", failed.join(", "));
    }
    Ok(())
}

type Picture = (String, &'static Scene, Device, Theme, Language);

fn pictures() -> impl Iterator<Item = Picture> {
    SCENES.iter().flat_map(|scene| {
        scene.shown_on.iter().map(move |screen| {
            let (Device::Desktop(width, _) | Device::Touch(width, _)) = screen.device;
            let theme = match screen.theme {
                Theme::Light => "",
                Theme::Dark => "-dark",
                Theme::Forced => "-forced",
            };
            let language = if screen.language == Language::English { "-en" } else { "" };
            (
                format!("{}-{width}{theme}{language}", scene.name),
                scene,
                screen.device,
                screen.theme,
                screen.language,
            )
        })
    })
}

/// Plays the steps and takes the picture. A step that cannot be done still leaves a picture of where it
/// stopped.
async fn take(
    name: &str,
    steps: &str,
    device: Device,
    theme: Theme,
    language: Language,
    path: &Path,
) -> Result<()> {
    let stage = stage(&format!("screen-{name}"), device, theme, language).await?;
    let played = play(&stage, steps).await;
    std::fs::write(path, stage.browser.picture().await?)?;
    let console = stage.browser.console().await?;
    stage.browser.end().await?;
    println!("  {}", shown(path).display());
    for line in console.iter().filter(|line| line.starts_with("SEVERE")) {
        println!("    {line}");
    }
    played
}

async fn play(stage: &Stage, steps: &str) -> Result<()> {
    stage.open().await?;
    for step in steps.split(';').map(str::trim).filter(|step| !step.is_empty()) {
        perform(stage, step).await.with_context(|| format!("step `{step}`"))?;
    }
    stage.at_rest().await
}

fn device(size: &str) -> Result<Device> {
    let numbers =
        size.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    match numbers {
        Some((width, height)) if width <= 600 => Ok(Device::Touch(width, height)),
        Some((width, height)) => Ok(Device::Desktop(width, height)),
        None => bail!("`{size}` is not a size such as 1280x800"),
    }
}

fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map_or_else(|_| path.to_owned(), Path::to_owned)
}
