//! A shared folder in which packages come and go.

use super::{Team, open_at};
use mizan::project::{Command, Mailbox, MailboxWatch, Opening, Passphrase, Project, open_package};
use std::path::PathBuf;

fn look(project: &Project) -> Mailbox {
    watch(project).look().unwrap()
}

fn watch(project: &Project) -> MailboxWatch {
    project.watch_mailbox().unwrap().unwrap()
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn who_leads_and_who_codes_see_what_is_new_for_them() {
    let mut team = Team::of(&["سلمى", "كريم"]);
    assert_eq!(team.lead.mailbox().unwrap(), None);
    assert!(team.lead.set_mailbox(Some(&team.at("nowhere"))).is_err());
    let folder = team.at("shared");
    std::fs::create_dir(&folder).unwrap();
    team.lead.set_mailbox(Some(&folder)).unwrap();
    for coder in team.coders.clone() {
        let packed = team.lead.pack(coder).unwrap();
        let place = team.lead.place_of(&packed).unwrap();
        assert_eq!(place.parent(), Some(folder.as_path()));
        packed.write(&place, false).unwrap();
    }
    // What goes out is no news for who sent it.
    assert_eq!(look(&team.lead), Mailbox { others: 2, ..Mailbox::default() });
    let target = team.at("salma.mizan");
    open_package(&folder.join("سلمى.mizanpack"), Some(&target), Opening::default()).unwrap();
    let mut salma = open_at(&target, 1_700_000_500_000, 5);
    salma.set_mailbox(Some(&folder)).unwrap();
    // Her own package came in when the copy was made; the other is not hers.
    assert_eq!(look(&salma), Mailbox { taken: 1, others: 1, ..Mailbox::default() });
    let coder = team.coders[0];
    let article = salma.queue(coder).unwrap()[0].article;
    salma.open_coding(coder, article).unwrap();
    let back = salma.pack(coder).unwrap();
    let place = salma.place_of(&back).unwrap();
    back.write(&place, false).unwrap();
    let found = look(&team.lead);
    assert_eq!((names(&found.new), found.others), (vec!["سلمى-done.mizanpack".to_owned()], 2));
    team.lead.merge(None, &found.new).unwrap();
    assert_eq!(look(&team.lead), Mailbox { taken: 1, others: 2, ..Mailbox::default() });
    // Newer work in the same place is new again, and a stranger's package never is.
    let second = salma.queue(coder).unwrap()[1].article;
    salma.open_coding(coder, second).unwrap();
    salma.pack(coder).unwrap().write(&place, true).unwrap();
    assert_eq!(names(&look(&team.lead).new), ["سلمى-done.mizanpack"]);
    let mut stranger = Project::create(team.at("other.mizan"), "دراسة").unwrap();
    let added = stranger.apply(None, Command::AddCoder { name: "سلمى".into(), lead: false }).unwrap();
    let out = team.file(&stranger.pack(added.coder.unwrap()).unwrap());
    let copy = open_package(&out, None, Opening::default()).unwrap().project;
    let back = Project::open(copy).unwrap().pack(added.coder.unwrap()).unwrap();
    back.write(&folder.join("stranger.mizanpack"), false).unwrap();
    assert_eq!(look(&team.lead).others, 3);
    team.lead.set_mailbox(None).unwrap();
    assert!(team.lead.watch_mailbox().unwrap().is_none());
}

#[test]
fn a_file_that_is_not_whole_is_left_alone_until_it_is() {
    let mut team = Team::of(&["سلمى"]);
    let folder = team.at("shared");
    std::fs::create_dir(&folder).unwrap();
    team.lead.set_mailbox(Some(&folder)).unwrap();
    let mut salma = team.copy(0, "salma", 0);
    let coder = salma.coder;
    let words = Passphrase::typed("زيتون على التل");
    let plain = salma.project.pack(coder).unwrap();
    let protected = plain.clone().protected(&words).unwrap();
    let mut watch = watch(&team.lead);
    for (name, bytes) in [("plain", &plain.bytes), ("protected", &protected.bytes)] {
        let path = folder.join(format!("{name}.mizanpack"));
        // Some programs make a file of full length first and fill it afterwards.
        let mut hollow = bytes.clone();
        hollow[bytes.len() / 2..].fill(0);
        let first = bytes.len() / 3;
        for part in [&bytes[..0], &bytes[..10], &bytes[..first], &hollow] {
            std::fs::write(&path, part).unwrap();
            // Times of files may be coarser than this test is fast; another length or a new watch tells.
            let found = watch.clone().look().unwrap();
            assert_eq!(names(&found.not_whole), [format!("{name}.mizanpack")], "{} bytes", part.len());
            assert_eq!(std::fs::read(&path).unwrap(), part);
        }
        std::fs::write(&path, bytes).unwrap();
        let found = watch.look().unwrap();
        assert_eq!((names(&found.new), found.not_whole), (vec![format!("{name}.mizanpack")], vec![]));
        assert_eq!(watch.look().unwrap().new, found.new);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(watch.look().unwrap(), Mailbox::default());
    }
    std::fs::remove_dir(&folder).unwrap();
    assert!(watch.look().is_err());
}
