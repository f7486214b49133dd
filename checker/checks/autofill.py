"""Statements about what form fields say belongs in them."""

from __future__ import annotations

from checker.checks.names import quoted
from checker.finding import Target, Verdict, no, yes
from checker.registry import check

_CONTACT = frozenset(
    "email impp tel tel-area-code tel-country-code tel-extension tel-local tel-local-prefix tel-local-suffix tel-national".split()
)
_FIELDS = _CONTACT | frozenset(
    "additional-name address-level1 address-level2 address-level3 address-level4 address-line1 address-line2 address-line3"
    " bday bday-day bday-month bday-year cc-additional-name cc-csc cc-exp cc-exp-month cc-exp-year cc-family-name"
    " cc-given-name cc-name cc-number cc-type country country-name current-password family-name given-name honorific-prefix"
    " honorific-suffix language name new-password nickname one-time-code organization organization-title photo postal-code"
    " sex street-address transaction-amount transaction-currency url username".split()
)
_ADDRESSES = frozenset({"billing", "shipping"})
_PLACES = frozenset({"fax", "home", "mobile", "pager", "work"})


@check
def autofill_valid(target: Target) -> Verdict:
    """The ``autocomplete`` attribute follows HTML's grammar (https://html.spec.whatwg.org/#autofill-detail-tokens).

    Of its own: HTML gives the attribute a grammar.

    >>> holds(autofill_valid, '<input autocomplete="section-a shipping work email">')
    True
    >>> holds(autofill_valid, '<input autocomplete="work photo">')
    False
    """
    value = target.element.attrs.get("autocomplete", "")
    tokens = value.lower().split()
    if tokens and tokens[0].startswith("section-"):
        del tokens[0]
    if tokens and tokens[0] in _ADDRESSES:
        del tokens[0]
    known = _FIELDS
    if tokens and tokens[0] in _PLACES:
        known = _CONTACT
        del tokens[0]
    if len(tokens) > 1 and tokens[-1] == "webauthn":
        del tokens[-1]
    if len(tokens) == 1 and tokens[0] in known:
        return yes(f'autocomplete="{quoted(value)}" says what belongs in the field')
    return no(f'autocomplete="{quoted(value)}" is nothing that browsers know how to fill in')
