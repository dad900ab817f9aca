//! The words behind a change: how they were and how they are.

use super::{Bilingual, Codebook};

/// Which words of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordsOf {
    /// Title of the codebook.
    Title,
    /// Label.
    Label,
    /// Question in full.
    Question,
    /// Definition.
    Definition,
    /// Example.
    Example,
    /// Counter-example.
    CounterExample,
    /// Key; the same in both languages, empty where it follows from the place.
    Key,
    /// Whether a value excludes all others: `yes` or nothing.
    Alone,
}

/// What was reworded at a place that [`super::Change::Reworded`] names: which words, how they were, how they are.
pub fn wordings(before: &Codebook, after: &Codebook, place: &str) -> Vec<(WordsOf, Bilingual, Bilingual)> {
    let mut pairs: Vec<(WordsOf, Bilingual, Bilingual)> = Vec::new();
    let mut add = |of: WordsOf, old: &Bilingual, new: &Bilingual| {
        if old != new {
            pairs.push((of, old.clone(), new.clone()));
        }
    };
    let sign = |text: &str| Bilingual { en: text.to_owned(), ar: text.to_owned() };
    if let Some((variable, value)) = place.split_once('=') {
        let of = |book: &Codebook| book.variable(variable).and_then(|(_, v)| v.value(value)).cloned();
        if let (Some(old), Some(new)) = (of(before), of(after)) {
            add(WordsOf::Label, &old.label, &new.label);
            add(WordsOf::Definition, &old.definition, &new.definition);
            add(WordsOf::Example, &old.example, &new.example);
            add(WordsOf::CounterExample, &old.counter_example, &new.counter_example);
            let key = |key: &Option<String>| sign(key.as_deref().unwrap_or_default());
            add(WordsOf::Key, &key(&old.key), &key(&new.key));
            let alone = |alone: bool| sign(if alone { "yes" } else { "" });
            add(WordsOf::Alone, &alone(old.alone), &alone(new.alone));
        }
    } else if let (Some((_, old)), Some((_, new))) = (before.variable(place), after.variable(place)) {
        add(WordsOf::Label, &old.label, &new.label);
        add(WordsOf::Question, &old.question, &new.question);
        add(WordsOf::Definition, &old.definition, &new.definition);
    } else if let (Some(old), Some(new)) = (before.unit(place), after.unit(place)) {
        add(WordsOf::Label, &old.label, &new.label);
        add(WordsOf::Definition, &old.definition, &new.definition);
    } else if place == after.id {
        add(WordsOf::Title, &before.title, &after.title);
        add(WordsOf::Definition, &before.description, &after.description);
    }
    pairs
}
