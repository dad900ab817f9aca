//! A package holds nothing of another coder: no name, no identity, no word, wherever one looks.

use super::super::{memo, set};
use super::Team;
use mizan::model::{NoteTarget, Value};
use mizan::project::Command;

#[test]
fn nothing_of_another_coder_is_in_a_package_or_in_the_copy() {
    let mut team = Team::of(&["سلمى", "كريم السري"]);
    let (salma, karim) = (team.coders[0], team.coders[1]);
    let article = team.lead.queue(karim).unwrap()[0].article;
    let coding = team.lead.open_coding(karim, article).unwrap();
    let view = team.lead.coding_view(karim, coding).unwrap();
    let document = view.document.id;
    let page = view.records_of("DOC").next().unwrap().id;
    let secret = "عبارة لا يقولها سواه";
    let commands = [
        set(page, "D1", super::super::coded(Value::Text(secret.into()))),
        memo(NoteTarget::Coding(coding), secret),
        memo(NoteTarget::Document(document), secret),
        Command::SetZone { document, block: 2, kind: mizan::model::ZoneKind::Caption },
    ];
    for command in commands {
        team.lead.apply(Some(karim), command).unwrap();
    }
    // What was written and taken back stays in the journal and in free pages of the project.
    team.lead.undo(Some(karim)).unwrap();
    let copy = team.copy(0, "salma", 0);
    let path = copy.project.path().to_owned();
    drop(copy.project);
    let bytes = std::fs::read(path).unwrap();
    let found = |needle: &str| bytes.windows(needle.len()).any(|w| w == needle.as_bytes());
    assert!(found("سلمى") && found(&salma.to_string()), "the search finds what is there");
    for hidden in [secret, "كريم", &karim.to_string(), &coding.to_string(), &page.to_string()] {
        assert!(!found(hidden), "{hidden}");
    }
}
