"""What the WAI-ARIA specifications say about roles and attributes.

WAI-ARIA 1.2 (https://www.w3.org/TR/wai-aria-1.2/), Graphics Module 1.0, Digital Publishing Module 1.0.
"""

from __future__ import annotations

#: Every role that an author may give; abstract roles are none of them (WAI-ARIA 1.2, 5.3.1).
ROLES = frozenset(
    "alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox"
    " complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid"
    " gridcell group heading image img insertion link list listbox listitem log main mark marquee math menu menubar"
    " menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar"
    " radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status"
    " strong subscript suggestion superscript switch tab table tablist tabpanel term textbox time timer toolbar"
    " tooltip tree treegrid treeitem graphics-document graphics-object graphics-symbol doc-abstract"
    " doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry doc-bibliography doc-biblioref"
    " doc-chapter doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnote doc-endnotes"
    " doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary doc-glossref doc-index"
    " doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader doc-pagelist doc-part"
    " doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc".split()
)
#: Roles under another name (WAI-ARIA 1.2, 5.4: none is a synonym of presentation; 1.3 adds image for img), and a
#: deprecated one that browsers take for a list.
SYNONYMS = {"directory": "list", "image": "img", "presentation": "none"}
#: Roles that are kinds of another, as far as rules ask for the other (DPUB-ARIA 1.0, "Superclass Role").
INHERITING = {
    "link": frozenset({"link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"}),
    "img": frozenset({"img", "doc-cover"}),
}
#: Attributes whose presence outweighs role none (WAI-ARIA 1.2, 6.4 and 7.2.3), but for aria-hidden, which hides.
GLOBAL_ATTRIBUTES = frozenset(
    "aria-atomic aria-busy aria-controls aria-current aria-describedby"
    " aria-description aria-details aria-disabled aria-dropeffect aria-errormessage aria-flowto aria-grabbed"
    " aria-haspopup aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant"
    " aria-roledescription".split()
)
#: Roles whose descendants are not exposed (WAI-ARIA 1.2, "Children Presentational: True").
CHILDREN_PRESENTATIONAL = frozenset(
    "button checkbox img menuitemcheckbox menuitemradio meter option progressbar radio scrollbar separator slider"
    " switch tab graphics-symbol".split()
)
#: Roles that are named by their content (WAI-ARIA 1.2, 5.2.8.4; DPUB-ARIA 1.0).
NAMED_BY_CONTENT = frozenset(
    "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row"
    " rowheader switch tab tooltip treeitem doc-backlink doc-biblioref doc-glossref doc-noteref doc-subtitle"
    " doc-pagebreak".split()
)
#: Roles of what is operated, and kinds of it (WAI-ARIA 1.2, 5.3.2 and 5.3.3).
WIDGETS = frozenset(
    "button checkbox combobox grid gridcell link listbox menu menubar menuitem menuitemcheckbox menuitemradio option"
    " progressbar radio radiogroup scrollbar searchbox separator slider spinbutton switch tab tablist tabpanel textbox tree"
    " treegrid treeitem columnheader row rowheader".split()
)
