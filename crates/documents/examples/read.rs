//! Prints what is read of files: `cargo run -p shirushi-documents --example read -- FILE…`

use shirushi_documents::{Watch, read};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let started = std::time::Instant::now();
        let document = read(&bytes, &mut Watch::unwatched());
        println!("== {path} {} ms", started.elapsed().as_millis());
        match document {
            Ok(document) => {
                println!("{} {} [{}]", document.kind.code(), document.made, document.left_out.said().en);
                for text in document.texts {
                    println!("-- {:?}\n{}", text.meta, text.text);
                }
            }
            Err(error) => println!("{}: {error} / {}", error.code(), error.said().ja),
        }
    }
    Ok(())
}
