//! The page as a person meets it: its parts, the text, and what hands can do with both.
//!
//! Parts are found by the names the interface gives them (`data-part`), the text by its words. Everything
//! waits until what it needs is there.

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::engine::Engine;
use crate::stage::Stage;
use crate::wait::{PATIENCE_WITH_ANALYSIS, until, until_within};

/// Finds the `n`-th occurrence of a text in the reading pane as a DOM range.
const FIND_TEXT: &str = r#"
  function textRange(wanted, nth) {
    const root = document.querySelector('[data-part="text"] .chunks');
    if (!root) return null;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let whole = '';
    while (walker.nextNode()) {
      nodes.push([walker.currentNode, whole.length]);
      whole += walker.currentNode.data;
    }
    let at = -1;
    for (let i = 0; i <= nth; i++) {
      at = whole.indexOf(wanted, at + 1);
      if (at < 0) return null;
    }
    const place = (position, atEnd) => {
      for (const [node, start] of nodes) {
        const end = start + node.data.length;
        if (position < end || (atEnd && position === end)) return [node, position - start];
      }
      return null;
    };
    const range = document.createRange();
    range.setStart(...place(at, false));
    range.setEnd(...place(at + wanted.length, true));
    return range;
  }
"#;

/// A point of the screen, in CSS pixels.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Where a piece of text is on the screen, in lines that run either way.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    /// At the head of its first character, in the middle of the line.
    pub start: Point,
    /// A little further, inside that character.
    pub inside: Point,
    /// At the foot of its last character.
    pub end: Point,
}

/// A file as a person drops or chooses it.
pub struct GivenFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

impl Stage {
    /// Opens the page and waits until it has turned to its project.
    pub async fn open(&self) -> Result<()> {
        self.open_at(&self.site.url()).await
    }

    /// Opens the page at another address and waits until it has turned to its project.
    pub async fn open_at(&self, address: &str) -> Result<()> {
        self.browser.driver.goto(address).await?;
        self.settled().await
    }

    /// Loads the page again and waits until it has turned to its project.
    pub async fn reload(&self) -> Result<()> {
        self.browser.driver.refresh().await?;
        self.settled().await
    }

    async fn settled(&self) -> Result<()> {
        self.part("save-state").await?;
        // Every tab asks for the lock of its project and begins when it has it or knows that another one
        // does.
        let script = "const { held, pending } = await navigator.locks.query();
          return [...held, ...pending].some((lock) => lock.clientId && !lock.name.includes('dictionary'));";
        until("the project is open", || async {
            let open: bool = self.browser.run_async(script, vec![]).await?;
            Ok(open.then_some(()))
        })
        .await?;
        self.saved().await
    }

    /// Opens the sample project at its first article. The first screen leads to its table; from there it is
    /// one press.
    pub async fn open_sample(&self) -> Result<()> {
        self.press("open-sample").await?;
        self.part("comparison").await?;
        self.press("read").await?;
        self.part("text").await?;
        Ok(())
    }

    /// The text of a part, whether it is shown or only there for those who hear the page.
    pub async fn words(&self, name: &str) -> Result<String> {
        let script = "return document.querySelector(`[data-part='${arguments[0]}']`)?.textContent ?? ''";
        self.browser.run(script, vec![json!(name)]).await
    }

    /// Waits until the text of a part contains these words.
    pub async fn hears(&self, name: &str, words: &str) -> Result<()> {
        until(&format!("the part {name} says {words}"), || async {
            let said = self.words(name).await?;
            ensure!(said.contains(words), "it says {said:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Replaces what a field holds and leaves the field.
    pub async fn fill(&self, name: &str, text: &str) -> Result<()> {
        let field = self.part(name).await?;
        field.click().await?;
        let script = "const field = arguments[0];
          const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set;
          setter.call(field, arguments[1]);
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser.driver.execute(script, vec![field.to_json()?, json!(text)]).await?;
        Ok(())
    }

    /// Chooses an entry of a drop-down list by its place, the first being 0.
    pub async fn choose(&self, name: &str, entry: usize) -> Result<()> {
        let list = self.part(name).await?;
        let script = "const list = arguments[0]; list.selectedIndex = arguments[1];
          list.dispatchEvent(new Event('change', { bubbles: true }));";
        self.browser.driver.execute(script, vec![list.to_json()?, json!(entry)]).await?;
        Ok(())
    }

    /// Where the first occurrence of a text is on the screen, after scrolling to it.
    pub async fn place_of(&self, text: &str) -> Result<Place> {
        let script = format!(
            "{FIND_TEXT}
             const range = textRange(arguments[0], 0);
             if (!range) return null;
             const before = range.getBoundingClientRect();
             if (before.top < 120 || before.bottom > innerHeight - 120) {{
               const scroller = document.getElementById('text');
               scroller.scrollTop += before.top - innerHeight / 2;
             }}
             const shown = document.getElementById('text').getBoundingClientRect();
             if (before.left < shown.left || before.right > shown.right) {{
               document.getElementById('text').scrollLeft += before.left - shown.left - shown.width / 2;
             }}
             const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
             const [first, last] = [boxes[0], boxes[boxes.length - 1]];
             const middle = (box) => ({{ x: box.left + box.width / 2, y: box.top + box.height / 2 }});
             if (range.startContainer.parentElement.closest('.vertical')) {{
               return {{ start: {{ x: middle(first).x, y: Math.ceil(first.top) }}, inside: {{ x: middle(first).x, y: first.top + 6 }},
                         end: {{ x: middle(last).x, y: Math.floor(last.bottom) }} }};
             }}
             return {{ start: {{ x: Math.ceil(first.left), y: middle(first).y }}, inside: {{ x: first.left + 6, y: middle(first).y }},
                       end: {{ x: Math.floor(last.right), y: middle(last).y }} }};"
        );
        until(&format!("「{text}」 is on the page"), || async {
            self.browser.run::<Option<Place>>(&script, vec![json!(text)]).await
        })
        .await
    }

    /// Draws over the first occurrence of a text with the mouse.
    pub async fn select(&self, text: &str) -> Result<()> {
        self.drag_over(text).await?;
        self.let_go().await
    }

    /// Draws over the first occurrence of a text with the mouse and keeps the button down.
    pub async fn drag_over(&self, text: &str) -> Result<()> {
        let place = self.place_of(text).await?;
        let chain = self.browser.hands();
        chain
            .move_to(place.start.x as i64, place.start.y as i64)
            .click_and_hold()
            .move_to(place.end.x as i64, place.end.y as i64)
            .perform()
            .await?;
        Ok(())
    }

    /// Lets the mouse's button go, wherever the mouse is.
    pub async fn let_go(&self) -> Result<()> {
        self.browser.hands().release().perform().await?;
        Ok(())
    }

    /// Selects the first occurrence of a text the way handles under a finger do: the selection changes, no
    /// mouse is involved.
    pub async fn select_by_touch(&self, text: &str) -> Result<()> {
        self.place_of(text).await?;
        let script = format!(
            "{FIND_TEXT}
             const range = textRange(arguments[0], 0);
             getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);"
        );
        self.browser.driver.execute(script, vec![json!(text)]).await?;
        Ok(())
    }

    /// Clicks the middle of the first character of a text.
    pub async fn click_text(&self, text: &str) -> Result<()> {
        let place = self.place_of(text).await?;
        let chain = self.browser.hands();
        chain.move_to(place.inside.x as i64, place.inside.y as i64).click().perform().await?;
        Ok(())
    }

    /// Waits until nothing on the page moves or fades any more.
    pub async fn at_rest(&self) -> Result<()> {
        let script = "return document.getAnimations().filter((one) => one.playState === 'running'
            && one.effect.getComputedTiming().endTime !== Infinity).length";
        until("everything is at rest", || async {
            let moving: usize = self.browser.run(script, vec![]).await?;
            Ok((moving == 0).then_some(()))
        })
        .await
    }

    /// What the page has selected, as text.
    pub async fn selected_text(&self) -> Result<String> {
        self.browser.run("return String(getSelection())", vec![]).await
    }

    /// The text of the open article as it stands on the page.
    pub async fn article_text(&self) -> Result<String> {
        self.browser
            .run("return document.querySelector('[data-part=\"text\"] .chunks')?.textContent ?? ''", vec![])
            .await
    }

    /// The texts drawn with a class, pieces of one line joined when they touch.
    pub async fn drawn_as(&self, class: &str) -> Result<Vec<String>> {
        let script = "const found = [];
          for (const line of document.querySelectorAll('[data-part=\"text\"] .line')) {
            let run = null;
            for (const node of line.childNodes) {
              const drawn = node.nodeType === 1 && node.classList.contains(arguments[0]);
              if (drawn) run = (run ?? '') + node.textContent;
              else if (run !== null) { found.push(run); run = null; }
            }
            if (run !== null) found.push(run);
          }
          return found;";
        self.browser.run(script, vec![json!(class)]).await
    }

    /// Waits until exactly these texts are drawn with a class.
    pub async fn shows_as(&self, class: &str, texts: &[&str]) -> Result<()> {
        until(&format!("{texts:?} drawn as {class}"), || async {
            let drawn = self.drawn_as(class).await?;
            ensure!(drawn == texts, "drawn are {drawn:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the dictionary has come and everything is analysed.
    pub async fn analysed(&self) -> Result<()> {
        let script = "const progress = document.querySelector('[data-part=progress]');
          const count = document.querySelector('[data-part=token-count]')?.textContent ?? '';
          return [!!progress && !progress.querySelector('progress') && /[1-9]/.test(count), progress?.textContent ?? ''];";
        until_within(PATIENCE_WITH_ANALYSIS, "the text is analysed", || async {
            let (done, said): (bool, String) = self.browser.run(script, vec![]).await?;
            ensure!(done, "the status is {said:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the page says that everything is saved, or that this tab only reads.
    pub async fn saved(&self) -> Result<()> {
        until("everything is saved", || async {
            let state = self.part("save-state").await?.attr("data-state").await?;
            ensure!(matches!(state.as_deref(), Some("saved" | "reading")), "the state is {state:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Pastes as from another page: HTML and plain text, wherever the focus is. Strings may hold what is no
    /// text, such as half a surrogate pair, written as a JavaScript string literal in `literal`.
    pub async fn paste(&self, html: Option<&str>, text: &str) -> Result<()> {
        self.paste_values(html.map(|html| json!(html)).unwrap_or_default(), &json!(text).to_string()).await
    }

    /// Pastes plain text given as a JavaScript string literal, so that it may hold half a surrogate pair.
    pub async fn paste_literal(&self, literal: &str) -> Result<()> {
        self.paste_values(Value::Null, literal).await
    }

    async fn paste_values(&self, html: Value, text: &str) -> Result<()> {
        match self.browser.engine {
            Engine::Chromium => self.paste_by_event(html, text).await,
            Engine::Firefox | Engine::WebKit => self.paste_by_keys(html, text).await,
        }
    }

    /// Takes the way over the system's clipboard: an event that is not the browser's own has nothing on it
    /// there.
    async fn paste_by_keys(&self, html: Value, text: &str) -> Result<()> {
        let take = format!(
            "const before = document.activeElement;
             const field = document.createElement('textarea');
             field.value = 'copied';
             field.addEventListener('copy', (event) => {{
               event.clipboardData.setData('text/plain', {text});
               if (arguments[0] !== null) event.clipboardData.setData('text/html', arguments[0]);
               event.preventDefault();
               field.remove();
               before?.focus();
             }});
             document.body.append(field);
             field.select();
             field.focus();"
        );
        let _: Option<()> = self.browser.run(&take, vec![html]).await?;
        self.keys(&["Control", "c"]).await?;
        until("the text is on the clipboard", || async {
            let gone = "return document.querySelector('body > textarea') === null";
            Ok(self.browser.run::<bool>(gone, vec![]).await?.then_some(()))
        })
        .await?;
        self.keys(&["Control", "v"]).await
    }

    async fn paste_by_event(&self, html: Value, text: &str) -> Result<()> {
        let script = format!(
            "const clipboard = new DataTransfer();
             clipboard.setData('text/plain', {text});
             if (arguments[0] !== null) clipboard.setData('text/html', arguments[0]);
             (document.activeElement ?? document.body).dispatchEvent(
               new ClipboardEvent('paste', {{ clipboardData: clipboard, bubbles: true, cancelable: true }}));"
        );
        self.browser.driver.execute(script, vec![html]).await?;
        Ok(())
    }

    /// Takes one article in by pasting it, with nothing but what the page finds in it by itself.
    pub async fn add_article(&self, text: &str) -> Result<()> {
        self.keys(&["n"]).await?;
        self.part("intake-text").await?;
        self.paste(None, text).await?;
        self.press("add").await?;
        self.gone("intake").await?;
        Ok(())
    }

    /// Drops files on the page.
    pub async fn drop_files(&self, files: &[GivenFile<'_>]) -> Result<()> {
        self.drop_files_on("main", files).await
    }

    /// Drops files on what a selector finds.
    pub async fn drop_files_on(&self, selector: &str, files: &[GivenFile<'_>]) -> Result<()> {
        let script = format!(
            "const target = document.querySelector({});
             for (const type of ['dragenter', 'dragover', 'drop']) {{
               target.dispatchEvent(new DragEvent(type, {{ dataTransfer: transfer, bubbles: true, cancelable: true }}));
             }}",
            json!(selector)
        );
        self.transfer(files, &script).await
    }

    /// Pastes files where the keys go, as a file manager puts them on the clipboard: with the name as text.
    pub async fn paste_files(&self, files: &[GivenFile<'_>]) -> Result<()> {
        let script = "transfer.setData('text/plain', arguments[0].map(({ name }) => name).join(' '));
          (document.activeElement ?? document.body).dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));";
        self.transfer(files, script).await
    }

    /// Does something with files that are being transferred.
    async fn transfer(&self, files: &[GivenFile<'_>], then: &str) -> Result<()> {
        let given: Vec<Value> = files
            .iter()
            .map(|file| json!({ "name": file.name, "base64": STANDARD.encode(file.bytes) }))
            .collect();
        let script = format!(
            "const transfer = new DataTransfer();
             for (const {{ name, base64 }} of arguments[0]) {{
               const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
               transfer.items.add(new File([bytes], name, {{ type: name.endsWith('.png') ? 'image/png' : '' }}));
             }}
             {then}"
        );
        self.browser.driver.execute(script, vec![Value::Array(given)]).await?;
        Ok(())
    }

    /// Presses a part that lets a person choose files, and chooses one with this content.
    pub async fn choose_file(&self, part: &str, file: &GivenFile<'_>) -> Result<()> {
        // Without this the dialogue, which nobody can answer, would count as cancelled.
        self.browser.devtools("Page.enable", json!({})).await?;
        self.browser.devtools("Page.setInterceptFileChooserDialog", json!({ "enabled": true })).await?;
        let path = self.browser.folder().join(file.name);
        std::fs::write(&path, file.bytes)?;
        // Nor can anybody answer the other one, by which a file may be written in place.
        let _: Option<()> = self.browser.run("window.showOpenFilePicker = undefined", vec![]).await?;
        self.press(part).await?;
        until("a file can be chosen", || async {
            let chooser = self.browser.driver.find(By::Css("input[type=file]")).await?;
            chooser.send_keys(path.to_string_lossy().into_owned()).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Waits until exactly one file has been saved, and reads it.
    pub async fn saved_file(&self) -> Result<(String, Vec<u8>)> {
        let folder = self.browser.downloads();
        until("a file is saved", || async {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                // Browsers write under another name until the file is whole.
                let unfinished = [".crdownload", ".part", ".wkdownload"];
                if unfinished.iter().any(|ending| name.ends_with(ending)) || name.starts_with('.') {
                    continue;
                }
                let bytes = std::fs::read(&path)?;
                // The place is taken before anything is written into it; no file of the page is empty.
                if bytes.is_empty() {
                    continue;
                }
                std::fs::remove_file(&path)?;
                return Ok(Some((name, bytes)));
            }
            Ok(None)
        })
        .await
    }

    /// How many articles are listed.
    pub async fn articles(&self) -> Result<usize> {
        Ok(self.browser.driver.find_all(By::Css("[data-part='article']")).await?.len())
    }

    /// Waits until so many articles are listed.
    pub async fn has_articles(&self, count: usize) -> Result<()> {
        until(&format!("{count} articles are listed"), || async {
            let now = self.articles().await?;
            ensure!(now == count, "there are {now}");
            Ok(Some(()))
        })
        .await
    }

    /// Opens the `n`-th article of the list, the first being 0.
    pub async fn open_article(&self, n: usize) -> Result<()> {
        let entries = self.browser.driver.find_all(By::Css("[data-part='article']")).await?;
        let Some(entry) = entries.get(n) else { bail!("there is no article {n}") };
        entry.click().await?;
        Ok(())
    }

    /// Waits for a notice that contains these words.
    pub async fn notice(&self, words: &str) -> Result<()> {
        self.hears("notices", words).await
    }

    /// The project as the page exports it.
    pub async fn exported(&self) -> Result<Vec<u8>> {
        self.press("export").await?;
        self.press("export-file").await?;
        let (_, bytes) = self.saved_file().await.context("the export")?;
        self.keys(&["Escape"]).await?;
        Ok(bytes)
    }
}
