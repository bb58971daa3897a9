//! Keys, fingers and input methods, as each engine's driver has them.

use anyhow::{Result, bail, ensure};
use serde_json::json;
use thirtyfour::Key;
use thirtyfour::common::command::Command;

use crate::engine::Engine;
use crate::stage::Stage;

impl Stage {
    /// Presses keys one after another, in whatever has the focus. Modifiers are held until the end.
    pub async fn keys(&self, keys: &[&str]) -> Result<()> {
        let mut chain = self.browser.hands();
        let modifiers: Vec<Key> = keys.iter().filter_map(|key| modifier(key)).collect();
        for modifier in &modifiers {
            chain = chain.key_down(modifier.clone());
        }
        for key in keys.iter().filter(|key| modifier(key).is_none()) {
            let known = key.chars().count() == 1 || named_key(key).is_some();
            ensure!(known, "no key is called {key}");
            let value = named_key(key).map_or_else(|| (*key).to_owned(), |key| char::from(key).to_string());
            for character in value.chars() {
                chain = chain.key_down(character).key_up(character);
            }
        }
        for modifier in modifiers.iter().rev() {
            chain = chain.key_up(modifier.clone());
        }
        chain.perform().await?;
        Ok(())
    }

    /// Touches the screen at a point. WebKitGTK's driver has no fingers.
    pub async fn touch(&self, x: f64, y: f64) -> Result<()> {
        match self.browser.engine {
            Engine::Chromium => {
                let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
                self.browser.devtools("Input.dispatchTouchEvent", down).await?;
                let up = json!({ "type": "touchEnd", "touchPoints": [] });
                self.browser.devtools("Input.dispatchTouchEvent", up).await?;
                Ok(())
            }
            Engine::Firefox => {
                let finger = json!([{
                    "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
                    "actions": [
                        { "type": "pointerMove", "duration": 0, "x": x as i64, "y": y as i64 },
                        { "type": "pointerDown", "button": 0 },
                        { "type": "pointerUp", "button": 0 },
                    ],
                }]);
                self.browser.driver.cmd(Command::PerformActions(finger.into())).await?;
                Ok(())
            }
            Engine::WebKit => bail!("the driver of WebKitGTK has no fingers"),
        }
    }

    /// Writes into what has the keys with an input method, and confirms what is written with Enter, which is
    /// no Enter for the page.
    pub async fn compose(&self, text: &str) -> Result<()> {
        match self.browser.engine {
            Engine::Chromium => {
                let end = text.encode_utf16().count();
                let composing = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
                self.browser.devtools("Input.imeSetComposition", composing).await?;
                // What a key is called that an input method takes.
                let taken = json!({ "type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229 });
                self.browser.devtools("Input.dispatchKeyEvent", taken).await?;
                self.browser.devtools("Input.insertText", json!({ "text": text })).await?;
                Ok(())
            }
            // Their drivers have no input method: the page gets the events of one, in the order in which
            // WebKit sends them, where the Enter comes after the end.
            Engine::Firefox | Engine::WebKit => {
                let script = "const field = document.activeElement;
                  const key = (isComposing) => field.dispatchEvent(new KeyboardEvent('keydown',
                    { key: 'Enter', keyCode: 229, which: 229, isComposing, bubbles: true, cancelable: true }));
                  const composition = (type, data) => field.dispatchEvent(new CompositionEvent(type, { data, bubbles: true }));
                  composition('compositionstart', '');
                  composition('compositionupdate', arguments[0]);
                  field.setRangeText(arguments[0], field.selectionStart, field.selectionEnd, 'end');
                  field.dispatchEvent(new InputEvent('input', { data: arguments[0], inputType: 'insertCompositionText', isComposing: true, bubbles: true }));
                  key(true);
                  composition('compositionend', arguments[0]);
                  key(false);";
                let _: Option<()> = self.browser.run(script, vec![json!(text)]).await?;
                Ok(())
            }
        }
    }
}

fn modifier(key: &str) -> Option<Key> {
    match key {
        "Shift" => Some(Key::Shift),
        "Control" => Some(Key::Control),
        "Alt" => Some(Key::Alt),
        _ => None,
    }
}

fn named_key(key: &str) -> Option<Key> {
    Some(match key {
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "Space" => Key::Space,
        _ => return None,
    })
}
