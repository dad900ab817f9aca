//! Writes plain Arabic articles that nobody wrote into a folder, to try Mizan with as many as a large study has.
//!
//! `cargo run --release --example articles -- FOLDER NUMBER`

#[path = "../benches/articles/mod.rs"]
mod articles;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(number)) = (arguments.next(), arguments.next().and_then(|n| n.parse::<usize>().ok()))
    else {
        return Err(std::io::Error::other("say a folder and how many articles"));
    };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder)?;
    let articles = articles::Articles::new();
    (0..number).try_for_each(|n| std::fs::write(folder.join(format!("{n:06}.txt")), articles.text(n)))
}
