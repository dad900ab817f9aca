//! `mizan search`: words in whatever spelling, with their places in the original text.

use super::Shell;

#[test]
fn words_are_found_in_whatever_spelling_with_their_places() {
    let shell = Shell::with_project();
    let page = "عنوان عن الإدارة\n\nقال المسؤول إنّ للحكومــةِ رأيًا، وأضاف أن الحكومه ستعلن عنه يوم الخميس.\n";
    shell.write("one.txt", page.as_bytes());
    shell.call(&["import", "p.mizan", "one.txt"]).fine();
    let before = shell.contents();
    let report = shell.call(&["search", "p.mizan", "حكومة المسؤول", "--json"]).json();
    assert_eq!(report["more"], false);
    let hit = &report["results"][0];
    assert_eq!(hit["path"], "one.txt");
    assert_eq!(hit["articles"].as_array().unwrap().len(), 1);
    let found: Vec<&str> = hit["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| {
            let (start, end) = (h["start"].as_u64().unwrap() as usize, h["end"].as_u64().unwrap() as usize);
            assert_eq!(&page[start..end], h["text"].as_str().unwrap());
            &page[start..end]
        })
        .collect();
    assert_eq!(found, ["المسؤول", "للحكومــةِ", "الحكومه"]);
    assert!(hit["excerpt"].as_str().unwrap().contains("للحكومــةِ"));
    assert_eq!(shell.call(&["search", "p.mizan", "\"الحكومة ستعلن\"", "--limit", "1"]).fine().lines().count(), 2);
    assert_eq!(shell.call(&["search", "p.mizan", "\"ستعلن الحكومة\""]).fine(), "Nothing was found.\n");
    assert_eq!(shell.contents(), before);
}
