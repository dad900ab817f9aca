//! What names in the markup say: classes, ids, roles and `itemprop`, in the words that sites use for their parts.

use crate::import::markup::{
    AROUND, ARTICLE, ASIDE, AUTHOR, BIO, BODY, CAPTION, CELL, COMMENTS, CREDIT, DATE, DECK, DISCLAIMER, FIGURE, FOOTER,
    FORM, H1, HEADER, HEADING, HEADLINE, HIDDEN, Hints, ITEM, NAV, PARAGRAPH, PROMO, QUOTE, RELATED, SHARE, TAGS,
};

/// What a tag says by itself.
pub(super) fn of_tag(tag: &str) -> Hints {
    match tag {
        "nav" | "menu" | "dialog" => NAV,
        "footer" => FOOTER,
        "aside" => ASIDE,
        "article" | "main" => ARTICLE,
        "header" => HEADER,
        "figure" | "picture" => FIGURE,
        "figcaption" => CAPTION | FIGURE,
        "time" => DATE,
        "h1" => HEADING | H1,
        "h2" | "h3" | "h4" | "h5" | "h6" => HEADING,
        "li" | "dt" | "dd" => ITEM,
        "p" | "pre" => PARAGRAPH,
        "blockquote" | "q" => QUOTE,
        "td" | "th" => CELL,
        "button" | "select" | "option" | "textarea" | "label" | "legend" | "datalist" => FORM,
        "noscript" => HIDDEN,
        _ => 0,
    }
}

/// What a microdata property says.
pub(super) fn of_property(property: &str) -> Hints {
    let mut out = 0;
    for word in property.split_ascii_whitespace() {
        let word = word.rsplit([':', '/', '#']).next().unwrap_or(word);
        out |= match word {
            "headline" => HEADLINE,
            "articleBody" => BODY,
            "author" | "creator" | "byline" => AUTHOR,
            "datePublished" | "dateModified" | "dateCreated" => DATE,
            "alternativeHeadline" | "description" => DECK,
            "caption" => CAPTION,
            "copyrightHolder" => CREDIT,
            "keywords" | "articleSection" => TAGS,
            "comment" => COMMENTS,
            _ => 0,
        };
    }
    out
}

/// What a role says.
pub(super) fn of_role(role: &str) -> Hints {
    match role.trim() {
        "navigation" | "menu" | "menubar" | "search" | "dialog" | "alertdialog" | "tablist" => NAV,
        "contentinfo" => FOOTER,
        "complementary" => ASIDE,
        "banner" => HEADER,
        "article" | "main" => ARTICLE,
        "button" => FORM,
        "heading" => HEADING,
        _ => 0,
    }
}

/// What classes and ids say. Their words are parted by spaces, hyphens, underscores and capitals.
pub(super) fn of_class(names: &str) -> Hints {
    let mut out = 0;
    for name in names.split_ascii_whitespace().take(40) {
        // Switches such as `has-sidebar` or `js-comments-toggle` tell how the page is set, not what the element holds.
        if ["has-", "no-", "js-", "is-", "with-", "wp-image", "category-", "tag-", "postid-"]
            .iter()
            .any(|p| name.starts_with(p))
        {
            continue;
        }
        out |= of_name(&parts(name));
    }
    out
}

fn parts(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut lower = false;
    let mut fresh = true;
    for c in name.chars().take(80) {
        if !c.is_alphabetic() {
            fresh = true;
            continue;
        }
        if fresh || (lower && c.is_uppercase()) {
            out.push(String::new());
        }
        fresh = false;
        lower = c.is_lowercase();
        if let Some(last) = out.last_mut() {
            last.extend(c.to_lowercase());
        }
    }
    out
}

fn of_name(parts: &[String]) -> Hints {
    let has = |list: &[&str]| parts.iter().any(|p| list.contains(&p.as_str()));
    let story =
        has(&["article", "entry", "post", "story", "news", "main", "single", "page", "detail", "details", "singular"]);
    let mut out = 0;
    for part in parts {
        out |= of_word(part);
    }
    if story && has(&["body", "content", "text", "copy", "txt", "contents", "description"]) && out & AROUND == 0 {
        out |= BODY;
    }
    if let [only] = parts
        && matches!(only.as_str(), "article" | "hentry" | "story" | "post")
    {
        out |= ARTICLE;
    }
    if story && has(&["title", "heading", "head"]) {
        out |= HEADLINE;
    }
    if has(&["author", "writer", "by"]) && has(&["about", "info", "box", "bio", "description"]) {
        out |= BIO;
    }
    let pairs: &[(&str, &str)] = &[
        ("read", "also"),
        ("read", "more"),
        ("read", "next"),
        ("most", "read"),
        ("most", "viewed"),
        ("see", "also"),
        ("you", "may"),
        ("also", "like"),
        ("more", "stories"),
        ("more", "news"),
        ("more", "from"),
        ("more", "on"),
        ("up", "next"),
        ("top", "stories"),
        ("article", "list"),
        ("news", "list"),
        ("in", "depth"),
    ];
    if pairs.iter().any(|(a, b)| has(&[a]) && has(&[b])) {
        out |= RELATED;
    }
    if has(&["screen"]) && has(&["reader"]) || has(&["visually"]) && has(&["hidden"]) || has(&["sr"]) && has(&["only"])
    {
        out |= HIDDEN;
    }
    if has(&["sub", "subtitle", "second"]) && has(&["title", "headline", "heading"]) {
        out = (out | DECK) & !HEADLINE;
    }
    // The count of comments and a link to them are buttons.
    if out & COMMENTS != 0 && has(&["count", "link", "number", "icon"]) {
        out = (out & !COMMENTS) | SHARE;
    }
    out
}

fn of_word(word: &str) -> Hints {
    match word {
        "nav" | "navbar" | "navigation" | "menu" | "submenu" | "megamenu" | "breadcrumb" | "breadcrumbs" | "topbar"
        | "pagination" | "pager" | "skip" | "hamburger" | "masthead" | "topnav" | "ticker" | "offcanvas" => NAV,
        "footer" | "colophon" | "copyright" | "copyrights" => FOOTER,
        "sidebar" | "aside" | "widget" | "widgets" | "rail" | "sidecol" | "infobox" => ASIDE,
        "comment" | "comments" | "disqus" | "livefyre" | "commentlist" | "respond" | "kommentare" | "commentaires"
        | "comentarios" | "yorumlar" | "replies" => COMMENTS,
        "related" | "relateds" | "recommended" | "recommend" | "recommendation" | "recommendations" | "recirc"
        | "recirculation" | "readmore" | "alsoread" | "readalso" | "outbrain" | "taboola" | "mgid" | "trending"
        | "popular" | "mostread" | "teaser" | "teasers" | "similar" | "suggested" | "suggestions" | "relatedposts"
        | "crp" | "yarpp" | "jp" | "relacionadas" | "relacionados" | "ilgili" | "playlist" | "trc" | "promoted"
        | "storylist" | "crosslink" | "crosslinks" => RELATED,
        "share" | "sharing" | "shares" | "social" | "socials" | "sharedaddy" | "addtoany" | "addthis" | "follow"
        | "whatsapp" | "telegram" | "sharebar" | "sharer" | "likes" | "reactions" | "rating" | "ratings" | "print" => {
            SHARE
        }
        "ad" | "ads" | "advert" | "adverts" | "advertisement" | "advertising" | "sponsored" | "sponsor" | "promo"
        | "promotion" | "newsletter" | "newsletters" | "subscribe" | "subscription" | "signup" | "cookie"
        | "cookies" | "consent" | "gdpr" | "popup" | "modal" | "banner" | "donate" | "donation" | "paywall"
        | "login" | "dfp" | "toast" | "adsense" | "adslot" | "regwall" | "cta" | "onesignal" | "alert" => PROMO,
        "author" | "authors" | "byline" | "bylines" | "writer" | "writers" | "contributor" | "columnist" | "autor"
        | "autoren" | "auteur" | "reporter" | "katib" | "yazar" | "autore" | "signature" => AUTHOR,
        "bio" | "authorbox" | "biography" | "authorbio" => BIO,
        "date" | "time" | "timestamp" | "published" | "pubdate" | "dateline" | "datetime" | "datum" | "fecha"
        | "tarih" | "updated" | "publishdate" | "postdate" | "ago" => DATE,
        "caption" | "figcaption" | "captions" | "cutline" | "imagecaption" | "legende" | "bildunterschrift"
        | "captiontext" => CAPTION,
        "credit" | "credits" | "photographer" | "photocredit" | "imagecredit" => CREDIT,
        "figure" | "gallery" | "lightbox" => FIGURE,
        "subtitle" | "subheadline" | "deck" | "standfirst" | "lead" | "lede" | "dek" | "chapo" | "chapeau" | "sapo"
        | "strapline" | "subhead" | "sommario" | "spot" | "tagline" | "excerpt" | "bajada" | "entradilla"
        | "vorspann" => DECK,
        "headline" | "headlines" | "pagetitle" | "posttitle" | "articletitle" | "entrytitle" => HEADLINE,
        "articlebody" | "storybody" | "wysiwyg" | "newstext" | "articlecontent" | "articletext" | "postcontent"
        | "entrycontent" | "postbody" | "storycontent" | "newsbody" | "bodytext" | "rte" | "richtext" | "prose" => BODY,
        "tag" | "tags" | "tagcloud" | "topics" | "keywords" | "categories" | "category" | "hashtags" | "taglist"
        | "labels" | "kicker" | "etiquetas" | "rubric" => TAGS,
        "disclaimer" | "disclaimers" => DISCLAIMER,
        "hidden" | "visuallyhidden" | "sronly" | "offscreen" => HIDDEN,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_style() {
        assert_eq!(of_class("entry-content"), BODY);
        assert_eq!(of_class("articleBody"), BODY);
        assert_eq!(of_class("post__author-name"), AUTHOR);
        assert_eq!(of_class("relatedPosts") & RELATED, RELATED);
        assert_eq!(of_class("article-title"), HEADLINE);
        assert_eq!(of_class("articleSubTitle") & (DECK | HEADLINE), DECK);
        assert_eq!(of_class("has-sidebar js-comments"), 0);
        assert_eq!(of_class("comments-count"), SHARE);
        assert_eq!(of_class("headroom readmission"), 0);
    }
}
